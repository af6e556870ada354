import { Badge } from "@shopify/polaris";
import type { InsightsView } from "../../services/insights/read-insights.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { RFM_GROUPS, type RfmGroup } from "../../pipeline/shared/rfm-group-names.ts";

type Rfm = NonNullable<Extract<InsightsView, { tab: "groups" }>["rfm"]>;
type Move = Rfm["values"]["moves"][number]["transitions"][number];

const MOST_MOVES = 8;

/** The moves that most customers made, and whether they lead up or down. */
export function MoveList({ moves }: { moves: readonly Move[] }) {
  const { t, format } = useWords("insights");
  const made = moves
    .flatMap(({ from, to, customers }) =>
      from === null || to === null || from === to ? [] : [{ from, to, customers }],
    )
    .toSorted((a, b) => b.customers - a.customers)
    .slice(0, MOST_MOVES);
  if (made.length === 0) return null;
  const rank = (group: RfmGroup): number => RFM_GROUPS.indexOf(group);
  return (
    <SectionCard title={t("groups.most")} hint={t("groups.mostHint")} isFlush>
      <ResponsiveTable
        caption={t("groups.most")}
        rows={made}
        rowKey={({ from, to }) => `${from} ${to}`}
        columns={[
          { header: t("groups.from"), cell: ({ from }) => t(`common:rfm.${from}`) },
          { header: t("groups.to"), cell: ({ to }) => t(`common:rfm.${to}`) },
          {
            header: t("groups.direction"),
            cell: ({ from, to }) =>
              rank(to) < rank(from) ? (
                <Badge tone="success">{t("groups.up")}</Badge>
              ) : (
                <Badge tone="attention">{t("groups.down")}</Badge>
              ),
          },
          {
            header: t("customers"),
            cell: ({ customers }) => format.count(customers),
            isNumeric: true,
          },
        ]}
      />
    </SectionCard>
  );
}
