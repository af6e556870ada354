import type { Deletion } from "../../queries/read-deletion.ts";
import { InstantText } from "../format/instant-text.tsx";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { useWords } from "../words/use-words.ts";
import { Box } from "@shopify/polaris";
import { Fact, FactList } from "./fact-list.tsx";

/** What was deleted, when, and what became of the tags. */
export function ReceiptCard({ deletion }: { deletion: Deletion }) {
  const { t, format } = useWords("settings");
  const { domain, askedAt, endedAt, cleansFirst, groups } = deletion;
  const sum = groups.reduce((total, { rows }) => total + rows, 0);
  return (
    <SectionCard title={t("deleted.receipt")} hint={t("deleted.receiptHint")} isFlush>
      <Box paddingInline="400" paddingBlockEnd="400">
        <FactList>
          <Fact name={t("deleted.shop")}>{domain}</Fact>
          <Fact name={t("deleted.asked")}>
            <InstantText at={askedAt} />
          </Fact>
          {endedAt === null ? null : (
            <Fact name={t("deleted.ended")}>
              <InstantText at={endedAt} />
            </Fact>
          )}
          <Fact name={t("deleted.tags")}>
            {cleansFirst ? t("deleted.tagsRemoved") : t("deleted.tagsLeft")}
          </Fact>
        </FactList>
      </Box>
      <ResponsiveTable
        caption={t("deleted.receipt")}
        rows={groups}
        rowKey={({ group }) => group}
        columns={[
          {
            header: t("deleted.what"),
            cell: ({ group }) => t(`deleted.${group}`),
            footer: t("deleted.sum"),
          },
          {
            header: t("deleted.rows"),
            cell: ({ rows }) => format.count(rows),
            isNumeric: true,
            footer: format.count(sum),
          },
        ]}
      />
    </SectionCard>
  );
}
