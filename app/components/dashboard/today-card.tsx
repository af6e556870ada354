import { Box, Text } from "@shopify/polaris";
import type { Instant } from "../../pipeline/shared/time.ts";
import type { SegmentOverview } from "../../queries/read-segment-overview.ts";
import type { Status } from "../../queries/read-status.ts";
import type { Today, TodayFigure } from "../../queries/read-today.ts";
import { SectionCard } from "../table/section-card.tsx";
import { Tile } from "../tiles/tile.tsx";
import { useWords } from "../words/use-words.ts";
import { describeChange, findMovers } from "./describe-today.ts";

interface Props {
  today: Today;
  segments: readonly SegmentOverview[];
  currency: string;
  status: Pick<Status, "customers" | "visitors" | "countedAt">;
  asOf: Instant;
  /** Whether segments were filled for the first time less than a day ago: all of them "moved" since. */
  isFirstDay: boolean;
}

/** What changed since yesterday: today so far against yesterday by this time, and the segments that moved most. */
export function TodayCard({ today, segments, currency, status, asOf, isFirstDay }: Props) {
  const words = useWords("home");
  const { t, format } = words;
  const movers = findMovers(segments);
  const tile = (name: "orders" | "revenue" | "events", write: (value: number) => string) => (
    <FigureTile label={t(`today.${name}`)} figure={today[name]} write={write} />
  );
  return (
    <SectionCard title={t("today.title")} hint={t("today.hint")}>
      <dl className="k-tiles">
        <Tile label={t("today.customers")} hint={<CustomerHint status={status} asOf={asOf} />}>
          {format.count(status.customers)}
        </Tile>
        {tile("orders", format.count)}
        {tile("revenue", (minor) => format.money(minor, currency))}
        {tile("events", format.count)}
      </dl>
      <Box paddingBlockStart="300">
        <Text as="p" tone="subdued">
          {isFirstDay
            ? t("today.firstDay")
            : movers.length === 0
              ? t("today.noMovers")
              : t("today.movers", {
                  list: format.list(
                    movers.map(({ name, step }) =>
                      t("today.mover", { name, step: signed(step, format.count) }),
                    ),
                  ),
                })}
        </Text>
      </Box>
    </SectionCard>
  );
}

function FigureTile(props: {
  label: string;
  figure: TodayFigure;
  write: (value: number) => string;
}) {
  const { label, figure, write } = props;
  const words = useWords("home");
  return (
    <Tile label={label} hint={describeChange(words, figure, write)}>
      {write(figure.today)}
    </Tile>
  );
}

function CustomerHint({ status, asOf }: Pick<Props, "status" | "asOf">) {
  const { t, format } = useWords("home");
  const { visitors, countedAt } = status;
  return countedAt === null
    ? t("today.all", { count: visitors, amount: format.count(visitors) })
    : t("today.countedAt", { ago: format.ago(countedAt, asOf) });
}

const signed = (step: number, write: (value: number) => string): string =>
  step > 0 ? `+${write(step)}` : write(step);
