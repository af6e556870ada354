import { BlockStack, Text } from "@shopify/polaris";
import type { Receipt } from "../../queries/read-privacy-requests.ts";
import { InstantText } from "../format/instant-text.tsx";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { useWords } from "../words/use-words.ts";
import { TOPIC_NAMES } from "./topic-names.ts";

/** What was done with requests, and what was erased for them. */
export function ReceiptTable({ receipts }: { receipts: readonly Receipt[] }) {
  const { t } = useWords("settings");
  return (
    <ResponsiveTable
      caption={t("requests.receipts")}
      rows={receipts}
      rowKey={({ requestKey }) => requestKey}
      columns={[
        {
          header: t("requests.what"),
          cell: ({ topic, requestKey }) => (
            <BlockStack gap="050">
              <Text as="span">{t(`requests.topic.${TOPIC_NAMES[topic]}`)}</Text>
              <Text as="span" variant="bodySm" tone="subdued" breakWord>
                {requestKey}
              </Text>
            </BlockStack>
          ),
        },
        { header: t("requests.asked"), cell: ({ receivedAt }) => <InstantText at={receivedAt} /> },
        { header: t("requests.done"), cell: ({ doneAt }) => <InstantText at={doneAt} /> },
        { header: t("requests.outcome"), cell: (receipt) => <Became {...receipt} />, isWide: true },
      ]}
    />
  );
}

function Became({ outcome, groups }: Receipt) {
  const { t, format } = useWords("settings");
  const rows = groups.reduce((sum, group) => sum + group.rows, 0);
  return (
    <BlockStack gap="050">
      <Text as="span">
        {outcome === "erased" && rows > 0
          ? t("requests.erasedRows", { count: rows, amount: format.count(rows) })
          : t(`requests.became.${outcome}`)}
      </Text>
      {groups.length === 0 ? null : (
        <Text as="span" variant="bodySm" tone="subdued">
          {groups
            .map((group) => `${t(`deleted.${group.group}`)}: ${format.count(group.rows)}`)
            .join(" · ")}
        </Text>
      )}
    </BlockStack>
  );
}
