import { Badge, BlockStack, Box, InlineStack, Link, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { EmbedStatus } from "../../queries/read-setup.ts";
import type { SourceStatus } from "../../queries/read-sources.ts";
import type { Status } from "../../queries/read-status.ts";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { describeHealth } from "./health-rows.ts";

interface Props {
  asOf: Instant;
  embed: EmbedStatus;
  sources: readonly Pick<SourceStatus, "source" | "state" | "lastHeardAt">[];
  status: Status;
  isBackfilling: boolean;
  /** When revenue of segments was counted, and predictions were fitted, last; null: not yet. */
  countedAt: Instant | null;
  fittedAt: Instant | null;
}

/** Whether it works: every source, the scores and the tags, each with its age. */
export function HealthCard(props: Props) {
  const { asOf, countedAt, fittedAt, status } = props;
  const words = useWords("home");
  const { t, format } = words;
  const rows = describeHealth(words, props);
  const needsYou = rows.filter((row) => row.needsYou).length;
  const ages = [
    status.lastEventAt === null
      ? t("age.noEvent")
      : t("age.event", { ago: format.ago(status.lastEventAt, asOf) }),
    countedAt === null
      ? t("age.notCounted")
      : t("age.counted", { ago: format.ago(countedAt, asOf) }),
    fittedAt === null ? t("age.notFitted") : t("age.fitted", { ago: format.ago(fittedAt, asOf) }),
  ];
  return (
    <SectionCard
      title={t("health.title")}
      hint={
        needsYou === 0
          ? t("health.allWell")
          : t("health.needsYou", { count: needsYou, amount: format.count(needsYou) })
      }
      action={
        <Link url="/app/data-quality" removeUnderline>
          {t("health.details")}
        </Link>
      }
      isFlush
    >
      <ul className="k-list k-health">
        {rows.map(({ name, label, tone, age }) => (
          <li key={name}>
            <div className="k-grow">
              <BlockStack gap="050">
                <Text as="span">{name}</Text>
                <Text as="span" variant="bodySm" tone="subdued">
                  {age}
                </Text>
              </BlockStack>
            </div>
            <Badge {...(tone === null ? {} : { tone })}>{label}</Badge>
          </li>
        ))}
      </ul>
      <Box
        padding="400"
        paddingBlockStart="300"
        borderBlockStartWidth="025"
        borderColor="border-secondary"
      >
        <InlineStack gap="100">
          <Text as="p" variant="bodySm" tone="subdued">
            {ages.join(" ")}
          </Text>
        </InlineStack>
      </Box>
    </SectionCard>
  );
}
