import { Badge, InlineStack, Text } from "@shopify/polaris";
import { SCORES_IN_ORDER } from "../../pipeline/shared/score-names.ts";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { CustomerItem } from "../../queries/list-customers.ts";
import type { Sort } from "../../queries/sort.ts";
import { InstantText } from "../format/instant-text.tsx";
import { sayKeptReason } from "../segments/say-reason.ts";
import { ResponsiveTable, type Column } from "../table/responsive-table.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import { CustomerLink } from "./customer-link.tsx";
import { SegmentBadges } from "./segment-badges.tsx";

interface Props {
  caption: string;
  customers: readonly CustomerItem[];
  asOf: Instant;
  /** The order they are in; without it the heads are plain. */
  sort?: Sort;
  /** Within one segment: since when and why, in place of the segments. */
  isMembers?: boolean;
}

/** Customers with their four scores. Its words are common ones but for reasons: lists of customers stand on many pages. */
export function CustomerTable({ caption, customers, asOf, sort, isMembers = false }: Props) {
  const words = useWords("common");
  const reasonWords = useWords("conditions");
  const { t } = words;
  const columns: Column<CustomerItem>[] = [
    { header: t("customerList.customer"), cell: (row) => <WhoCell customer={row} /> },
    ...SCORES_IN_ORDER.map((name): Column<CustomerItem> => {
      return {
        header: t(`score.${name}`),
        cell: (row) => <Score score={row[name]} />,
        isNumeric: true,
        isShort: true,
        sortBy: name,
      };
    }),
    ...(isMembers ? memberColumns(words, reasonWords, asOf) : listColumns(words, asOf)),
  ];
  return (
    <ResponsiveTable
      caption={caption}
      columns={columns}
      rows={customers}
      rowKey={({ customerId }) => customerId}
      {...(sort === undefined ? {} : { sort })}
    />
  );
}

function WhoCell({ customer: { customerId, isExcluded } }: { customer: CustomerItem }) {
  const { t } = useWords("common");
  const link = <CustomerLink customerId={customerId} isIdOnly hasAvatar />;
  if (!isExcluded) return link;
  return (
    <InlineStack gap="200" blockAlign="center">
      {link}
      <Badge size="small">{t("customerList.excluded")}</Badge>
    </InlineStack>
  );
}

function Score({ score }: { score: number | null }) {
  const { format } = useWords("common");
  return score === null ? <Unknown /> : <>{format.score(score)}</>;
}

function Unknown() {
  const { t } = useWords("common");
  return (
    <Text as="span" tone="subdued">
      <span aria-hidden="true">–</span>
      <Text as="span" visuallyHidden>
        {t("customerList.unknown")}
      </Text>
    </Text>
  );
}

const listColumns = ({ t, format }: Words, asOf: Instant): Column<CustomerItem>[] => [
  {
    header: t("customerList.chance"),
    cell: ({ chance }) => (chance === null ? <Unknown /> : format.share(chance, 1)),
    isNumeric: true,
    sortBy: "chance",
  },
  {
    header: t("customerList.lastSeen"),
    cell: ({ lastSeenAt }) =>
      lastSeenAt === null ? <Unknown /> : <InstantText at={lastSeenAt} asOf={asOf} />,
    sortBy: "lastSeenAt",
    sortFirst: "desc",
  },
  {
    header: t("customerList.segments"),
    cell: ({ segments }) => <SegmentBadges segments={segments} />,
    isWide: true,
  },
];

const memberColumns = (
  { t }: Words,
  reasonWords: Words<"conditions">,
  asOf: Instant,
): Column<CustomerItem>[] => [
  {
    header: t("customerList.since"),
    cell: ({ enteredAt }) =>
      enteredAt === null ? "–" : <InstantText at={enteredAt} asOf={asOf} />,
  },
  {
    header: t("customerList.why"),
    cell: ({ reason }) => {
      const why = reason === null ? undefined : sayKeptReason(reasonWords, reason);
      return (
        <span className="k-clamp" title={why}>
          <Text as="span" variant="bodySm" tone="subdued">
            {why}
          </Text>
        </span>
      );
    },
    isWide: true,
  },
];
