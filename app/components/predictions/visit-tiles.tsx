import { Card } from "@shopify/polaris";
import { DAY_MS } from "../../pipeline/shared/time.ts";
import type { VisitsCard } from "../../pipeline/predict/visits/visits-card.ts";
import { Tile } from "../tiles/tile.tsx";
import { useWords } from "../words/use-words.ts";
import { daysWords } from "./horizon-words.ts";

/** What the models of visitors were learned from. */
export function VisitTiles({ card }: { card: VisitsCard }) {
  const words = useWords("predictions");
  const { t, format } = words;
  const { people, events, purchases, enoughPurchases, everyNth, from, asOf } = card;
  return (
    <Card>
      <dl className="k-tiles">
        <Tile
          label={t("fit.from")}
          hint={
            everyNth === 1
              ? t("visit.fromAll")
              : t("visit.fromSome", { amount: format.count(everyNth) })
          }
        >
          {format.count(people)}
        </Tile>
        <Tile label={t("visit.did")} hint={t("visit.didHint")}>
          {format.count(events)}
        </Tile>
        <Tile
          label={t("visit.purchases")}
          hint={
            purchases < enoughPurchases
              ? t("visit.purchasesFew", { amount: format.count(enoughPurchases) })
              : t("visit.purchasesEnough")
          }
        >
          {format.count(purchases)}
        </Tile>
        <Tile
          label={t("visit.watched")}
          hint={t("visit.watchedHint", { date: format.dateTime(asOf) })}
        >
          {daysWords(words, Math.floor((asOf - from) / DAY_MS))}
        </Tile>
      </dl>
    </Card>
  );
}
