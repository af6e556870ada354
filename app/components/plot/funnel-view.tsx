import { Text } from "@shopify/polaris";
import type { FunnelPlot } from "./plot-data.ts";
import { useWords } from "../words/use-words.ts";

/**
 * Steps as bars below each other, what is lost between two, and the period before as a line in each bar. All numbers
 * stand there as text: there is nothing to point at.
 */
export function FunnelView({ plot }: { plot: FunnelPlot }) {
  const { t } = useWords("common");
  const { steps, format, percent } = plot;
  const most = Math.max(1, ...steps.flatMap(({ count, before }) => [count, before ?? 0]));
  return (
    <ol className="k-funnel">
      {steps.map(({ key, name, count, before }, step) => {
        const previous = steps[step - 1]?.count;
        return (
          <li key={key}>
            <div className="k-funnel-head">
              <Text as="span" fontWeight="semibold">
                {name}
              </Text>
              <Text as="span" fontWeight="semibold">
                {format(count)}
              </Text>
            </div>
            <svg className="k-funnel-bar" width="100%" height="24" aria-hidden="true">
              <rect className="k-funnel-track" width="100%" height="100%" rx="4" />
              <rect
                className="k-plot-bar"
                data-tone="blue"
                width={`${(100 * count) / most}%`}
                height="100%"
                fill="var(--k-tone)"
              />
              {before === null ? null : (
                <line
                  className="k-funnel-before"
                  x1={`${(100 * before) / most}%`}
                  x2={`${(100 * before) / most}%`}
                  y1="0"
                  y2="100%"
                />
              )}
            </svg>
            <Text as="p" variant="bodySm" tone="subdued">
              {[
                previous === undefined || previous === 0
                  ? null
                  : t("plot.kept", {
                      share: percent(count / previous),
                      lost: format(Math.max(0, previous - count)),
                    }),
                before === null ? null : t("plot.beforeCount", { amount: format(before) }),
              ]
                .filter((part) => part !== null)
                .join(" · ")}
            </Text>
          </li>
        );
      })}
    </ol>
  );
}
