import type { CustomerOutlook } from "../../pipeline/predict/shop/outlook.ts";
import { Tile } from "../tiles/tile.tsx";
import { useWords, type Words } from "../words/use-words.ts";
import { evidenceWords } from "./evidence-words.ts";
import { daysWords } from "./horizon-words.ts";
import { rangeWords } from "./interval-bar.tsx";

interface Props {
  outlook: CustomerOutlook;
  currency: string;
}

/** Next order, revenue to come, leaving and being a VIP, each with its range. */
export function OutlookTiles({ outlook, currency }: Props) {
  const words = useWords("predictions");
  const { t, format } = words;
  const { nextOrder, lifetimeValue, churn, vipAscent, horizonDays } = outlook;
  const { months, meanMinor, lowMinor, highMinor } = lifetimeValue;
  const span = daysWords(words, horizonDays);
  return (
    <dl className="k-tiles">
      <Tile label={t("tile.next")} hint={nextOrderHint(words, nextOrder)}>
        {nextOrder === null ? t("tile.notExpected") : format.date(nextOrder.median)}
      </Tile>
      <Tile
        label={t("tile.months", { count: months, amount: format.count(months) })}
        hint={t("tile.monthsHint", {
          low: format.money(lowMinor, currency),
          high: format.money(highMinor, currency),
          evidence: evidenceWords(words, lifetimeValue.evidence).name,
        })}
      >
        {format.money(meanMinor, currency)}
      </Tile>
      <Tile
        label={t("fit.leaving")}
        hint={
          churn === null
            ? t("tile.leavingUntold")
            : t("tile.leavingHint", {
                span,
                range: rangeWords(words, churn),
                evidence: evidenceWords(words, churn.evidence).name,
              })
        }
      >
        {churn === null ? t("told.cannot") : format.share(churn.value, 1)}
      </Tile>
      <Tile
        label={t("tile.vip", { span })}
        hint={
          vipAscent === null
            ? t("tile.vipUntold")
            : t("tile.vipHint", {
                range: rangeWords(words, vipAscent),
                evidence: evidenceWords(words, vipAscent.evidence).name,
              })
        }
      >
        {vipAscent === null ? t("told.cannot") : format.share(vipAscent.value, 1)}
      </Tile>
    </dl>
  );
}

function nextOrderHint(
  words: Words<"predictions">,
  nextOrder: CustomerOutlook["nextOrder"],
): string {
  const { t, format } = words;
  if (nextOrder === null) return t("tile.none");
  const { low, high, evidence } = nextOrder;
  const said = { low: format.date(low), evidence: evidenceWords(words, evidence).name };
  return high === null
    ? t("tile.openEnd", said)
    : t("tile.between", { ...said, high: format.date(high) });
}
