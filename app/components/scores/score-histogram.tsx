import { BlockStack, Button, ButtonGroup, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import type { ScoreName } from "../../pipeline/score/scores.ts";
import type { Distribution } from "../../queries/read-score-distribution.ts";
import { formatCount, formatCounted, formatShare } from "../format/format-number.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import { axisSteps } from "./axis-steps.ts";
import { SCORE_WORDS, SCORES_IN_ORDER } from "./score-words.ts";

/** How the customers spread over one score, with a table of the same numbers, and who is unknown apart. */
export function ScoreHistogram({
  distribution,
}: {
  distribution: Record<ScoreName, Distribution>;
}) {
  const [score, setScore] = useState<ScoreName>("behavior");
  const [isTable, setIsTable] = useState(false);
  const { bins, unknown } = distribution[score];
  const known = bins.reduce((sum, count) => sum + count, 0);
  return (
    <SectionCard
      title="Score distribution"
      hint={SCORE_WORDS[score].meaning}
      action={
        <Button variant="plain" onClick={() => setIsTable(!isTable)}>
          {isTable ? "Show chart" : "Show table"}
        </Button>
      }
    >
      <BlockStack gap="400">
        <ButtonGroup variant="segmented">
          {SCORES_IN_ORDER.map((name) => (
            <Button key={name} size="micro" pressed={name === score} onClick={() => setScore(name)}>
              {SCORE_WORDS[name].label}
            </Button>
          ))}
        </ButtonGroup>
        {isTable ? (
          <BinTable bins={bins} known={known} />
        ) : (
          <Bars bins={bins} score={score} known={known} />
        )}
        <KnownStrip known={known} unknown={unknown} />
      </BlockStack>
    </SectionCard>
  );
}

function Bars({ bins, score, known }: { bins: number[]; score: ScoreName; known: number }) {
  const steps = axisSteps(Math.max(...bins));
  const top = steps.at(-1) ?? 1;
  const label = `${SCORE_WORDS[score].label} score of ${formatCounted(known, "customer")}, in steps of ${binWidth(bins)} points`;
  return (
    <figure className="k-histogram" role="img" aria-label={label}>
      <div className="k-histogram-plot" aria-hidden="true">
        {steps.map((step) => (
          <div key={step} className="k-histogram-line" style={{ bottom: `${(100 * step) / top}%` }}>
            <span>{formatCount(step)}</span>
          </div>
        ))}
        {bins.map((count, bin) => (
          <span
            key={bin}
            className="k-histogram-bar"
            data-tip={`${binWords(bins, bin)}: ${formatCounted(count, "customer")}`}
          >
            {/* Three in a thousand is still to be seen, nobody is not. */}
            <span style={{ height: count === 0 ? 0 : `max(2px, ${(100 * count) / top}%)` }} />
          </span>
        ))}
      </div>
      <div className="k-histogram-axis" aria-hidden="true">
        {[0, 25, 50, 75, 100].map((tick) => (
          <span key={tick}>{tick}</span>
        ))}
      </div>
    </figure>
  );
}

function BinTable({ bins, known }: { bins: number[]; known: number }) {
  const rows = bins
    .map((count, bin) => ({ words: binWords(bins, bin), count }))
    .filter(({ count }) => count > 0);
  return (
    <ResponsiveTable
      caption="Customers by score"
      rows={rows}
      rowKey={({ words }) => words}
      columns={[
        { header: "Points", cell: ({ words }) => words },
        { header: "Customers", cell: ({ count }) => formatCount(count), isNumeric: true },
        {
          header: "Share of known",
          cell: ({ count }) => formatShare(count, known),
          isNumeric: true,
        },
      ]}
    />
  );
}

function KnownStrip({ known, unknown }: { known: number; unknown: number }) {
  const all = known + unknown;
  return (
    <BlockStack gap="150">
      <div className="k-known" aria-hidden="true">
        <span className="k-known-part" style={{ flexGrow: known }} />
        <span className="k-hatched" style={{ flexGrow: unknown }} />
      </div>
      <InlineStack gap="400">
        <span className="k-legend">
          <span className="k-swatch k-known-part" aria-hidden="true" />
          <Text
            as="span"
            tone="subdued"
          >{`Known ${formatCount(known)} (${formatShare(known, all)})`}</Text>
        </span>
        <span className="k-legend">
          <span className="k-swatch k-hatched" aria-hidden="true" />
          <Text
            as="span"
            tone="subdued"
          >{`Unknown ${formatCount(unknown)} (${formatShare(unknown, all)})`}</Text>
        </span>
      </InlineStack>
    </BlockStack>
  );
}

const binWidth = (bins: number[]): number => 100 / bins.length;

/** "5–10": from 5 to just below 10; the last bin holds 100 itself. */
const binWords = (bins: number[], bin: number): string =>
  `${bin * binWidth(bins)}–${(bin + 1) * binWidth(bins)}`;
