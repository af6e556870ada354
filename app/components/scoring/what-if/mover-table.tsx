import { Box, Text } from "@shopify/polaris";
import type { Mover } from "../../../pipeline/score/what-if.ts";
import { CustomerLink } from "../../customers/customer-link.tsx";
import { ResponsiveTable } from "../../table/responsive-table.tsx";
import { signalWords } from "../part-words.ts";
import { useScoringWords, type ScoringWords } from "../scoring-words.ts";

/** Who would rise or fall most, with what changes in the ledger. */
export function MoverTable({ title, movers }: { title: string; movers: readonly Mover[] }) {
  const words = useScoringWords();
  const { t, format } = words;
  return (
    <div>
      <Box paddingInline="400" paddingBlockEnd="150">
        <Text as="h3" variant="headingSm">
          {title}
        </Text>
      </Box>
      {movers.length === 0 ? (
        <Box paddingInline="400" paddingBlockEnd="400">
          <Text as="p" tone="subdued">
            {t("whatIf.nobody")}
          </Text>
        </Box>
      ) : (
        <ResponsiveTable
          caption={title}
          rows={movers}
          rowKey={({ customerId }) => customerId}
          columns={[
            {
              header: t("whatIf.customer"),
              cell: ({ customerId }) => <CustomerLink customerId={customerId} isIdOnly />,
            },
            {
              header: t("whatIf.score"),
              cell: ({ before, after }) =>
                t("whatIf.move", {
                  before: format.points(before, 0),
                  after: format.points(after, 0),
                }),
              isNumeric: true,
            },
            {
              header: t("whatIf.because"),
              cell: ({ because }) => (
                <Text as="span" variant="bodySm" tone="subdued">
                  {because.map((term) => termText(words, term)).join(", ")}
                </Text>
              ),
              isWide: true,
            },
          ]}
        />
      )}
    </div>
  );
}

/** "Product viewed +12.0". */
function termText(words: ScoringWords, change: Mover["because"][number]): string {
  const by = change.after - change.before;
  const amount = words.format.points(Math.abs(by), 1);
  const term = signalWords(words, change.term);
  return by > 0
    ? words.t("whatIf.more", { term, amount })
    : words.t("whatIf.less", { term, amount });
}
