import { BlockStack, Box, Link, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { SegmentOverview } from "../../queries/read-segment-overview.ts";
import { Sparkline } from "../plot/sparkline.tsx";
import { ResponsiveTable, type Column } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { pickSegments, stepOf } from "./describe-today.ts";

interface Props {
  segments: readonly SegmentOverview[];
  currency: string;
  /** As of when the revenue was counted; null: not yet. */
  countedAt: Instant | null;
  isBackfilling: boolean;
  /** Whether they were filled for the first time less than a day ago. */
  isFirstDay: boolean;
}

/** The largest segments with size, where they are heading, what their members bought, and their tag. */
export function SegmentTable(props: Props) {
  const { segments, currency, countedAt, isBackfilling, isFirstDay } = props;
  const { t, format } = useWords("home");
  const shown = pickSegments(segments);
  const more = segments.length - shown.length;
  const columns: Column<SegmentOverview>[] = [
    { header: t("segments.name"), cell: (segment) => <NameCell segment={segment} /> },
    {
      header: t("segments.customers"),
      cell: (segment) => <SizeCell segment={segment} />,
      isNumeric: true,
    },
    {
      header: t("segments.sinceYesterday"),
      cell: (segment) => <StepCell step={isFirstDay ? null : stepOf(segment)} />,
      isNumeric: true,
    },
    {
      header: t("segments.trend"),
      cell: ({ name, trend }) => (
        <Sparkline values={trend} label={t("segments.trendOf", { name })} format={format.count} />
      ),
    },
    {
      header: t("segments.revenue"),
      cell: ({ revenue30 }) => (revenue30 === null ? "–" : format.money(revenue30, currency)),
      isNumeric: true,
    },
    {
      header: t("segments.tag"),
      cell: ({ tag }) =>
        tag === null ? t("segments.noTag") : <span className="k-code">{tag}</span>,
    },
  ];
  return (
    <SectionCard
      title={t("segments.title")}
      hint={isBackfilling ? t("segments.filledLater") : t("segments.hint")}
      action={
        <Link url="/app/segments" removeUnderline>
          {t("segments.all")}
        </Link>
      }
      isFlush
    >
      {shown.length === 0 ? null : (
        <ResponsiveTable
          caption={t("segments.title")}
          columns={columns}
          rows={shown}
          rowKey={({ handle }) => handle}
        />
      )}
      <Box padding="400" paddingBlockStart={shown.length === 0 ? "0" : "300"}>
        <BlockStack gap="100">
          {shown.length === 0 ? (
            <Text as="p" tone="subdued">
              {t("segments.none")}
            </Text>
          ) : null}
          {more > 0 && shown.length > 0 ? (
            <Link url="/app/segments" removeUnderline>
              {t("segments.more", { count: more, amount: format.count(more) })}
            </Link>
          ) : null}
          {countedAt === null || shown.length === 0 ? null : (
            <Text as="p" variant="bodySm" tone="subdued">
              {t("segments.countedAt", { at: format.dateTime(countedAt) })}
            </Text>
          )}
        </BlockStack>
      </Box>
    </SectionCard>
  );
}

function NameCell({ segment }: { segment: SegmentOverview }) {
  return (
    <BlockStack gap="050">
      <Link url={`/app/segments/${segment.handle}`} removeUnderline>
        <Text as="span" fontWeight="semibold">
          {segment.name}
        </Text>
      </Link>
      <Text as="span" variant="bodySm" tone="subdued">
        {segment.description}
      </Text>
    </BlockStack>
  );
}

function SizeCell({ segment: { size, visitors } }: { segment: SegmentOverview }) {
  const { t, format } = useWords("home");
  return (
    <span className="k-nowrap">
      {format.count(size)}
      {visitors > 0 ? (
        <Text as="span" variant="bodySm" tone="subdued">
          {` ${t("segments.andVisitors", { count: visitors, amount: format.count(visitors) })}`}
        </Text>
      ) : null}
    </span>
  );
}

/** @param step null: it cannot be told yet */
function StepCell({ step }: { step: number | null }) {
  const { t, format } = useWords("home");
  if (step === null)
    return (
      <Text as="span" tone="subdued">
        {t("segments.new")}
      </Text>
    );
  if (step === 0)
    return (
      <Text as="span" tone="subdued">
        {t("segments.same")}
      </Text>
    );
  return (
    <span className="k-nowrap">{step > 0 ? `+${format.count(step)}` : format.count(step)}</span>
  );
}
