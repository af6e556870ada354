import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { Fragment } from "react";
import type { SegmentOverview } from "../../../queries/read-segment-overview.ts";
import type { Sort } from "../../../queries/sort.ts";
import { Sparkline } from "../../plot/sparkline.tsx";
import { ResponsiveTable, type Column } from "../../table/responsive-table.tsx";
import { useWords, type Words } from "../../words/use-words.ts";
import { StateBadge } from "../state-badge.tsx";
import { changeOf } from "./order-segments.ts";

/** Every segment with its size, where it comes from and is heading, what its members buy, and what uses it. */
export function SegmentList(props: {
  segments: readonly SegmentOverview[];
  currency: string;
  sort: Sort;
  /** Whether they were filled for the first time less than a day ago. */
  isFirstDay: boolean;
}) {
  const words = useWords("segments");
  const { t } = words;
  return (
    <ResponsiveTable
      caption={t("common:nav.segments")}
      columns={columnsOf(words, props)}
      rows={props.segments}
      rowKey={({ handle }) => handle}
      sort={props.sort}
    />
  );
}

function columnsOf(
  words: Words<"segments">,
  props: { segments: readonly SegmentOverview[]; currency: string; isFirstDay: boolean },
): Column<SegmentOverview>[] {
  const { t, format } = words;
  const { segments, currency, isFirstDay } = props;
  const usersColumn: Column<SegmentOverview> = {
    header: t("column.users"),
    cell: ({ users }) => (users.length === 0 ? null : <UsersCell users={users} />),
  };
  return [
    {
      header: t("column.segment"),
      cell: (segment) => <NameCell segment={segment} />,
      sortBy: "name",
    },
    {
      header: t("column.customers"),
      cell: (segment) => <SizeCell segment={segment} />,
      isNumeric: true,
      sortBy: "size",
    },
    {
      header: t("column.change"),
      cell: (segment) => (isFirstDay ? t("change.new") : changeWords(words, changeOf(segment))),
      isNumeric: true,
      sortBy: "change",
    },
    {
      header: t("column.trend"),
      cell: ({ name, trend }) => (
        <Sparkline values={trend} label={t("trendOf", { name })} format={format.count} />
      ),
    },
    {
      header: t("column.revenue"),
      cell: ({ revenue30 }) => (revenue30 === null ? "–" : format.money(revenue30, currency)),
      isNumeric: true,
      sortBy: "revenue",
    },
    {
      header: t("column.tag"),
      cell: ({ tag }) =>
        tag === null ? (
          <Text as="span" tone="subdued">
            {t("noTag")}
          </Text>
        ) : (
          <span className="k-code">{tag}</span>
        ),
    },
    // Few shops build segments on others: without any it would be a column of nothing.
    ...(segments.some(({ users }) => users.length > 0) ? [usersColumn] : []),
  ];
}

function NameCell({ segment }: { segment: SegmentOverview }) {
  return (
    <BlockStack gap="050">
      <InlineStack gap="200" blockAlign="center">
        <Link url={`/app/segments/${segment.handle}`} removeUnderline>
          <Text as="span" fontWeight="semibold">
            {segment.name}
          </Text>
        </Link>
        <StateBadge state={segment.state} />
      </InlineStack>
      <Text as="span" variant="bodySm" tone="subdued">
        {segment.description}
      </Text>
    </BlockStack>
  );
}

function SizeCell({ segment: { size, visitors } }: { segment: SegmentOverview }) {
  const { t, format } = useWords("segments");
  const counted = { count: visitors, amount: format.count(visitors) };
  return (
    <>
      {format.count(size)}
      {visitors > 0 ? (
        <Text as="p" variant="bodySm" tone="subdued">
          {t("plusVisitors", { visitors: t("common:counted.visitors", counted) })}
        </Text>
      ) : null}
    </>
  );
}

function UsersCell({ users }: Pick<SegmentOverview, "users">) {
  return (
    <span>
      {users.map(({ handle, name }, index) => (
        <Fragment key={handle}>
          {index > 0 ? ", " : ""}
          <Link url={`/app/segments/${handle}`} removeUnderline>
            {name}
          </Link>
        </Fragment>
      ))}
    </span>
  );
}

/** "+12", "−3", "±0": the sign is read where a color would not be. */
export function changeWords({ t, format }: Words<"segments">, change: number): string {
  const amount = format.count(Math.abs(change));
  if (change === 0) return t("change.same", { amount });
  return change > 0 ? t("change.more", { amount }) : t("change.fewer", { amount });
}
