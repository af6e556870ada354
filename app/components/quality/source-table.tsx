import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Tally } from "../../queries/read-intake.ts";
import type { SourceStatus } from "../../queries/read-sources.ts";
import { InstantText } from "../format/instant-text.tsx";
import { sourceBrings, sourceName } from "../sources/source-words.ts";
import type { SourceDescription } from "../sources/describe-source.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { tallyWords, totalOf } from "./outcome-words.ts";
import { SmallIntakePlot } from "./small-intake-plot.tsx";

/** A source with the words for how it is. */
export type DescribedSource = SourceStatus & { description: SourceDescription };

interface Props {
  sources: readonly DescribedSource[];
  asOf: Instant;
  /** Where the merchant activates the embed. */
  editorUrl: string;
}

/** One row a source: how it is, when it was last heard, and what came of it. */
export function SourceTable({ sources, asOf, editorUrl }: Props) {
  const words = useWords("quality");
  const sourceWords = useWords("sources");
  const { t, format } = words;
  return (
    <SectionCard title={t("sources.title")} hint={t("sources.hint")} isFlush>
      <ResponsiveTable
        caption={t("sources.title")}
        rows={sources}
        rowKey={({ source }) => source}
        columns={[
          { header: t("sources.source"), cell: ({ source }) => <NameCell source={source} /> },
          {
            header: t("sources.state"),
            cell: ({ description }) => (
              <StateCell description={description} editorUrl={editorUrl} />
            ),
            isWide: true,
          },
          {
            header: t("sources.lastHeard"),
            cell: ({ lastHeardAt }) =>
              lastHeardAt === null ? "–" : <InstantText at={lastHeardAt} asOf={asOf} />,
          },
          {
            header: t("sources.lastHour"),
            cell: ({ lastHour }) => format.count(lastHour.accepted),
            isNumeric: true,
          },
          {
            header: t("sources.lastDay"),
            cell: ({ lastDay }) => <DayCell tally={lastDay} />,
            isNumeric: true,
          },
          {
            header: t("sources.byHour"),
            cell: ({ source, hours, lastDay }) =>
              totalOf(lastDay) === 0 ? null : (
                <SmallIntakePlot
                  buckets={hours}
                  label={t("sources.plot", {
                    source: sourceName(sourceWords, source),
                    tally: tallyWords(words, lastDay),
                  })}
                />
              ),
          },
        ]}
      />
    </SectionCard>
  );
}

function NameCell({ source }: Pick<SourceStatus, "source">) {
  const words = useWords("sources");
  return (
    <BlockStack gap="050">
      <Text as="span" fontWeight="semibold">
        {sourceName(words, source)}
      </Text>
      <Text as="span" variant="bodySm" tone="subdued">
        {sourceBrings(words, source)}
      </Text>
    </BlockStack>
  );
}

function StateCell({
  description: { label, tone, sentence, action },
  editorUrl,
}: {
  description: SourceDescription;
  editorUrl: string;
}) {
  const { t } = useWords("quality");
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Badge {...(tone === undefined ? {} : { tone })}>{label}</Badge>
        {action === "activate-embed" ? (
          <Button size="micro" url={editorUrl} target="_blank">
            {t("sources.themeEditor")}
          </Button>
        ) : null}
        {action === "set-up" ? (
          <Button size="micro" url="/app/sources">
            {t("sources.setUp")}
          </Button>
        ) : null}
      </InlineStack>
      {sentence === "" ? null : (
        <Text as="span" variant="bodySm" tone="subdued">
          {sentence}
        </Text>
      )}
    </BlockStack>
  );
}

/** What was taken, and below it what was not. */
function DayCell({ tally }: { tally: Tally }) {
  const { t, format } = useWords("quality");
  const { accepted, duplicate, rejected } = tally;
  return (
    <BlockStack>
      <span>{format.count(accepted)}</span>
      {duplicate > 0 ? (
        <Text as="span" variant="bodySm" tone="subdued">
          <span className="k-nowrap">
            {t("sources.duplicates", { count: duplicate, amount: format.count(duplicate) })}
          </span>
        </Text>
      ) : null}
      {rejected > 0 ? (
        <Text as="span" variant="bodySm" tone="critical">
          <span className="k-nowrap">
            {t("sources.refused", { amount: format.count(rejected) })}
          </span>
        </Text>
      ) : null}
    </BlockStack>
  );
}
