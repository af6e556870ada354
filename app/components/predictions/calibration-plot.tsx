import { Button, Text } from "@shopify/polaris";
import { useState } from "react";
import type { CalibrationBin } from "../../pipeline/predict/metrics/calibration-error.ts";
import { formatCount, formatShare } from "../format/format-number.ts";
import { axisSteps } from "../scores/axis-steps.ts";
import { ResponsiveTable } from "../table/responsive-table.tsx";
import { SectionCard } from "../table/section-card.tsx";
import type { TrialView } from "./trial-view.ts";

/** What the served model told against what came, customers who were told about the same taken together. */
export function CalibrationPlot({ view }: { view: Pick<TrialView, "bins" | "short" | "who"> }) {
  const { bins, short, who } = view;
  const [isTable, setIsTable] = useState(false);
  return (
    <SectionCard
      title="Told and come true"
      hint={`Probability to order within ${short}, in tenths of the ${who}. On the line, as many ordered as was told; below it, fewer did.`}
      isFlush={isTable}
      action={
        bins.length === 0 ? null : (
          <Button variant="plain" onClick={() => setIsTable(!isTable)}>
            {isTable ? "Show chart" : "Show table"}
          </Button>
        )
      }
    >
      {bins.length === 0 ? (
        <Text as="p" tone="subdued">
          Nothing came to compare with yet.
        </Text>
      ) : isTable ? (
        <BinTable bins={bins} who={who} />
      ) : (
        <Plot bins={bins} />
      )}
    </SectionCard>
  );
}

/** The drawing in its own units: a square within margins for the figures of the axes. */
const SIDE = 280;
const LEFT = 44;
const TOP = 10;
const BOTTOM = 40;

function Plot({ bins }: { bins: readonly CalibrationBin[] }) {
  const highest = Math.max(...bins.flatMap(({ predicted, observed }) => [predicted, observed]));
  const steps = axisSteps(Math.ceil(100 * highest));
  const top = (steps.at(-1) ?? 1) / 100;
  const x = (share: number): number => LEFT + (SIDE * share) / top;
  const y = (share: number): number => TOP + SIDE - (SIDE * share) / top;
  return (
    <svg
      className="k-calibration"
      viewBox={`0 0 ${LEFT + SIDE + 16} ${TOP + SIDE + BOTTOM}`}
      role="img"
      aria-label={`Told and come true: ${bins.map(binWords).join("; ")}`}
    >
      {[0, ...steps.map((step) => step / 100)].map((step) => (
        <g key={step}>
          <line className="k-calibration-grid" x1={x(0)} x2={x(top)} y1={y(step)} y2={y(step)} />
          <text x={LEFT - 8} y={y(step) + 4} textAnchor="end">
            {axisText(step)}
          </text>
          <text x={x(step)} y={TOP + SIDE + 16} textAnchor="middle">
            {axisText(step)}
          </text>
        </g>
      ))}
      <line className="k-calibration-ideal" x1={x(0)} y1={y(0)} x2={x(top)} y2={y(top)} />
      <polyline
        points={bins.map(({ predicted, observed }) => `${x(predicted)},${y(observed)}`).join(" ")}
      />
      {bins.map((bin, index) => (
        <circle key={index} cx={x(bin.predicted)} cy={y(bin.observed)} r="4">
          <title>{binWords(bin)}</title>
        </circle>
      ))}
      <text x={LEFT + SIDE / 2} y={TOP + SIDE + BOTTOM - 6} textAnchor="middle">
        Told
      </text>
      <text textAnchor="middle" transform={`translate(10 ${TOP + SIDE / 2}) rotate(-90)`}>
        Ordered
      </text>
    </svg>
  );
}

function BinTable({ bins, who }: Pick<TrialView, "bins" | "who">) {
  return (
    <ResponsiveTable
      caption="Told and come true"
      rows={bins.map((bin, index) => ({ ...bin, name: `${index + 1} of ${bins.length}` }))}
      rowKey={({ name }) => name}
      columns={[
        { header: "Tenth, least likely first", cell: ({ name }) => name },
        { header: `Number of ${who}`, cell: ({ rows }) => formatCount(rows), isNumeric: true },
        { header: "Told", cell: ({ predicted }) => shareText(predicted), isNumeric: true },
        { header: "Ordered", cell: ({ observed }) => shareText(observed), isNumeric: true },
      ]}
    />
  );
}

const binWords = ({ predicted, observed }: CalibrationBin): string =>
  `told ${shareText(predicted)}, ordered ${shareText(observed)}`;

/** With a decimal: neighboring tenths may differ by less than a percent. */
const shareText = (share: number): string => `${(100 * share).toFixed(1)}%`;

const axisText = (share: number): string => (share === 0 ? "0" : formatShare(share, 1));
