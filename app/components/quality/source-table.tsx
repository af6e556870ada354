import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { Tally } from "../../queries/read-intake.ts";
import type { SourceStatus } from "../../queries/read-sources.ts";
import { formatCount, formatCounted } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SOURCE_WORDS } from "../sources/source-words.ts";
import type { SourceDescription } from "../sources/describe-source.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { SmallIntakePlot } from "./intake-bars.tsx";
import { tallyWords, totalOf } from "./outcome-words.ts";

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
  return (
    <SectionCard title="Sources" hint="Where what you know of your customers comes from" isFlush>
      <ResponsiveTable
        caption="Sources"
        rows={sources}
        rowKey={({ source }) => source}
        columns={[
          { header: "Source", cell: ({ source }) => <NameCell source={source} /> },
          {
            header: "State",
            cell: ({ description }) => (
              <StateCell description={description} editorUrl={editorUrl} />
            ),
            isWide: true,
          },
          {
            header: "Last heard",
            cell: ({ lastHeardAt }) =>
              lastHeardAt === null ? "–" : <InstantText at={lastHeardAt} asOf={asOf} />,
          },
          {
            header: "Last hour",
            cell: ({ lastHour }) => formatCount(lastHour.accepted),
            isNumeric: true,
          },
          {
            header: "24 hours",
            cell: ({ lastDay }) => <DayCell tally={lastDay} />,
            isNumeric: true,
          },
          {
            header: "By hour",
            cell: ({ source, hours, lastDay }) =>
              totalOf(lastDay) === 0 ? null : (
                <SmallIntakePlot
                  buckets={hours}
                  label={`${SOURCE_WORDS[source].name} by hour, last 24 hours: ${tallyWords(lastDay)}`}
                />
              ),
          },
        ]}
      />
    </SectionCard>
  );
}

function NameCell({ source }: Pick<SourceStatus, "source">) {
  const { name, brings } = SOURCE_WORDS[source];
  return (
    <BlockStack gap="050">
      <Text as="span" fontWeight="semibold">
        {name}
      </Text>
      <Text as="span" variant="bodySm" tone="subdued">
        {brings}
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
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Badge {...(tone === undefined ? {} : { tone })}>{label}</Badge>
        {action === "activate-embed" ? (
          <Button size="micro" url={editorUrl} target="_blank">
            Open theme editor
          </Button>
        ) : null}
        {action === "set-up" ? (
          <Button size="micro" url="/app/sources">
            Set up
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
  const { accepted, duplicate, rejected } = tally;
  return (
    <BlockStack>
      <span>{formatCount(accepted)}</span>
      {duplicate > 0 ? (
        <Text as="span" variant="bodySm" tone="subdued">
          <span className="k-nowrap">{formatCounted(duplicate, "duplicate")}</span>
        </Text>
      ) : null}
      {rejected > 0 ? (
        <Text as="span" variant="bodySm" tone="critical">
          <span className="k-nowrap">{`${formatCount(rejected)} refused`}</span>
        </Text>
      ) : null}
    </BlockStack>
  );
}
