import { Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { CustomerItem } from "../../queries/list-customers.ts";
import { formatScore } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { SCORE_WORDS, SCORES_IN_ORDER } from "../scores/score-words.ts";
import { ResponsiveTable, type Column } from "../table/responsive-table.tsx";
import { CustomerLink } from "./customer-link.tsx";
import { SegmentBadges } from "./segment-badges.tsx";

interface Props {
  caption: string;
  customers: readonly CustomerItem[];
  asOf: Instant;
  /** Within one segment: since when and why, in place of the segments. */
  isMembers?: boolean;
}

/** Customers with their four scores. */
export function CustomerTable({ caption, customers, asOf, isMembers = false }: Props) {
  const columns: Column<CustomerItem>[] = [
    {
      header: "Customer",
      cell: ({ customerId }) => <CustomerLink customerId={customerId} isIdOnly />,
    },
    ...SCORES_IN_ORDER.map((name): Column<CustomerItem> => {
      return {
        header: SCORE_WORDS[name].label,
        cell: (row) => <Score score={row[name]} />,
        isNumeric: true,
      };
    }),
    ...(isMembers ? memberColumns(asOf) : listColumns(asOf)),
  ];
  return (
    <ResponsiveTable
      caption={caption}
      columns={columns}
      rows={customers}
      rowKey={({ customerId }) => customerId}
    />
  );
}

function Score({ score }: { score: number | null }) {
  if (score !== null) return <>{formatScore(score)}</>;
  return (
    <Text as="span" tone="subdued">
      <span aria-hidden="true">–</span>
      <Text as="span" visuallyHidden>
        unknown
      </Text>
    </Text>
  );
}

const listColumns = (asOf: Instant): Column<CustomerItem>[] => [
  {
    header: "Last seen",
    cell: ({ lastSeenAt }) =>
      lastSeenAt === null ? "–" : <InstantText at={lastSeenAt} asOf={asOf} />,
  },
  { header: "Segments", cell: ({ segments }) => <SegmentBadges segments={segments} /> },
];

const memberColumns = (asOf: Instant): Column<CustomerItem>[] => [
  {
    header: "Since",
    cell: ({ enteredAt }) =>
      enteredAt === null ? "–" : <InstantText at={enteredAt} asOf={asOf} />,
  },
  {
    header: "Why",
    cell: ({ reason }) => (
      <span className="k-clamp" title={reason ?? undefined}>
        <Text as="span" variant="bodySm" tone="subdued">
          {reason}
        </Text>
      </span>
    ),
    isWide: true,
  },
];
