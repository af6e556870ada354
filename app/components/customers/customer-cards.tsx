import { BlockStack, Box, Text } from "@shopify/polaris";
import type { CustomerDetail } from "../../queries/read-customer.ts";
import type { ScoreDay } from "../../queries/read-score-history.ts";
import type { Timeline } from "../../queries/read-timeline.ts";
import type { Preferences } from "../../services/describe-preferences.ts";
import type { Past } from "../../services/read-past.ts";
import { OutlookCard } from "../predictions/outlook-card.tsx";
import { ChangeList } from "../segments/change-list.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { IdentityCard } from "./identity-card.tsx";
import { MembershipCard } from "./membership-card.tsx";
import { MergeCard } from "./merge-card.tsx";
import { OrderTable } from "./order-table.tsx";
import { PreferenceCard } from "./preference-card.tsx";
import { RfmCard } from "./rfm-card.tsx";
import { ScoreHistoryCard } from "./score-history-card.tsx";
import { ScoreLedger } from "./score-ledger.tsx";
import { TagCard } from "./tag-card.tsx";
import { TimelineCard } from "./timeline/timeline-card.tsx";

interface Props {
  customer: CustomerDetail & {
    history: readonly ScoreDay[];
    past: Past | null;
    preferences: Preferences;
    timeline: Timeline;
    today: string;
    currency: string;
  };
}

/** All that is known of one customer: what they are worth a look for first, what it rests on beside and below. */
export function CustomerCards({ customer }: Props) {
  const { t } = useWords("customers");
  const { changes, orders } = customer;
  return (
    <>
      <ScoreLedger
        scores={customer.scores}
        ledger={customer.ledger}
        scoredAt={customer.scoredAt}
        isExcluded={customer.excludedAt !== null}
        past={customer.past}
        today={customer.today}
      />
      <OutlookCard
        {...customer.outlooks}
        hasOrdered={orders.count > 0}
        currency={customer.currency}
      />
      <div className="k-columns" data-ratio="two-one">
        <BlockStack gap="400">
          <TimelineCard timeline={customer.timeline} />
          <ScoreHistoryCard days={customer.history} />
          <OrderTable {...orders} />
          <PreferenceCard preferences={customer.preferences} />
          <SectionCard title={t("page.segmentHistory")} isFlush>
            {changes.length === 0 ? (
              <Box padding="400" paddingBlockStart="0">
                <Text as="p" tone="subdued">
                  {t("page.neverEntered")}
                </Text>
              </Box>
            ) : (
              <ChangeList changes={changes} isNamed={false} />
            )}
          </SectionCard>
        </BlockStack>
        <BlockStack gap="400">
          <RfmCard {...customer.rfm} />
          <MembershipCard memberships={customer.memberships} />
          <TagCard tags={customer.tags} />
          <SeenCard {...customer} />
          <IdentityCard identities={customer.identities} />
          <MergeCard merges={customer.merges} />
        </BlockStack>
      </div>
    </>
  );
}

function SeenCard({ lastSeenAt, createdAt }: Pick<CustomerDetail, "lastSeenAt" | "createdAt">) {
  const { t, format } = useWords("customers");
  return (
    <SectionCard title={t("page.seen")}>
      <BlockStack gap="100">
        <Text as="p">
          {lastSeenAt === null
            ? t("page.notSeen")
            : t("page.lastSeen", { date: format.dateTime(lastSeenAt) })}
        </Text>
        {createdAt === null ? null : (
          <Text as="p">{t("page.since", { date: format.dateTime(createdAt) })}</Text>
        )}
      </BlockStack>
    </SectionCard>
  );
}
