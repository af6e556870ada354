import { Badge, BlockStack, Box, Button, InlineStack, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { OpenRequest, PrivacyRequests } from "../../queries/read-privacy-requests.ts";
import { CustomerLink } from "../customers/customer-link.tsx";
import { formatUpTo } from "../format/count-up-to.ts";
import { InstantText } from "../format/instant-text.tsx";
import { CursorPages } from "../table/cursor-pages.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { ReceiptTable } from "./receipt-table.tsx";
import { TOPIC_NAMES } from "./topic-names.ts";
import { useAnswerRequest } from "./use-answer-request.ts";

/** What people asked for by law: what is still to be done, each with the day by which it is due, and the receipts of the rest. */
export function RequestsCard({ requests, asOf }: { requests: PrivacyRequests; asOf: Instant }) {
  const { t, format } = useWords("settings");
  const { open, openCount, receipts, next, previous } = requests;
  const isEmpty = open.length === 0 && receipts.length === 0;
  return (
    <SectionCard title={t("requests.title")} hint={t("requests.hint")} isFlush={!isEmpty}>
      {isEmpty ? <Text as="p">{t("requests.none")}</Text> : null}
      {open.length === 0 ? null : (
        <ul className="k-list k-requests" aria-label={t("requests.open")}>
          {open.map((request) => (
            <OpenItem key={request.requestKey} request={request} asOf={asOf} />
          ))}
        </ul>
      )}
      {openCount > open.length ? (
        <Box padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
          <Text as="p" tone="subdued">
            {t("requests.more", { amount: formatUpTo({ format }, openCount) })}
          </Text>
        </Box>
      ) : null}
      {receipts.length === 0 ? null : <ReceiptTable receipts={receipts} />}
      <CursorPages next={next} previous={previous} list={t("requests.receipts")} />
    </SectionCard>
  );
}

function OpenItem({ request, asOf }: { request: OpenRequest; asOf: Instant }) {
  const { t, format } = useWords("settings");
  const { topic, customerId, orderIds, receivedAt, dueAt } = request;
  const isAsked = topic === "customers/data_request";
  const { answer, isBusy, hasFailed } = useAnswerRequest(request);
  return (
    <li>
      <div className="k-grow">
        <BlockStack gap="100">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm">
              {t(`requests.topic.${TOPIC_NAMES[topic]}`)}
            </Text>
            {dueAt <= asOf ? (
              <Badge tone="critical">{t("requests.overdue")}</Badge>
            ) : (
              <Badge tone={isAsked ? "attention" : "info"}>
                {isAsked ? t("requests.due", { date: format.date(dueAt) }) : t("requests.erasing")}
              </Badge>
            )}
          </InlineStack>
          {customerId === null ? null : <CustomerLink customerId={customerId} />}
          {isAsked && customerId === null ? (
            <Text as="p" breakWord>
              {t("requests.guest", { orders: format.list(orderIds) })}
            </Text>
          ) : null}
          <Text as="p" variant="bodySm" tone="subdued">
            {t("requests.asked")} <InstantText at={receivedAt} />
          </Text>
          {hasFailed ? (
            <Text as="p" tone="critical">
              {t("requests.failed")}
            </Text>
          ) : null}
        </BlockStack>
      </div>
      {!isAsked ? null : (
        <Button variant="primary" loading={isBusy} onClick={answer}>
          {t("requests.answer")}
        </Button>
      )}
    </li>
  );
}
