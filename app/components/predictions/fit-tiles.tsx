import { Card } from "@shopify/polaris";
import { SECOND_MS } from "../../pipeline/shared/time.ts";
import type { FittedCard } from "../../queries/read-model-card.ts";
import { InstantText } from "../format/instant-text.tsx";
import { Tile } from "../tiles/tile.tsx";
import { useWords } from "../words/use-words.ts";
import { daysWords } from "./horizon-words.ts";

/** What the models were learned from, and when. */
export function FitTiles({ card, fittedAt, seconds }: FittedCard) {
  const words = useWords("predictions");
  const { t, format } = words;
  const { customers, repeatCustomers, historyDays, isDropoutIdentified } = card;
  return (
    <Card>
      <dl className="k-tiles">
        <Tile
          label={t("fit.from")}
          hint={t("fit.fromHint", { amount: format.count(repeatCustomers) })}
        >
          {format.count(customers)}
        </Tile>
        <Tile label={t("fit.history")} hint={t("fit.historyHint")}>
          {daysWords(words, historyDays)}
        </Tile>
        <Tile
          label={t("fit.leaving")}
          hint={t(isDropoutIdentified ? "fit.leavingTold" : "fit.leavingUntold")}
        >
          {t(isDropoutIdentified ? "told.can" : "told.cannot")}
        </Tile>
        <Tile
          label={t("fit.last")}
          hint={t("fit.lastHint", { span: format.duration(seconds * SECOND_MS) })}
        >
          <span className="k-fitted-at">
            <InstantText at={fittedAt} />
          </span>
        </Tile>
      </dl>
    </Card>
  );
}
