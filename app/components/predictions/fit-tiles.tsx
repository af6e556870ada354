import { Card } from "@shopify/polaris";
import { SECOND_MS } from "../../pipeline/shared/time.ts";
import type { FittedCard } from "../../queries/read-model-card.ts";
import { formatDuration } from "../format/format-date.ts";
import { formatCount } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { Tile } from "../tiles/tile.tsx";
import { daysWords } from "./horizon-words.ts";

const MEBIBYTE = 1024 ** 2;

/** What the models were learned from, when, and what that cost. */
export function FitTiles({ card, fittedAt, seconds, peakBytes }: FittedCard) {
  const { customers, repeatCustomers, historyDays, isDropoutIdentified } = card;
  return (
    <Card>
      <dl className="k-tiles">
        <Tile
          label="Learned from"
          hint={`customers who ordered, ${formatCount(repeatCustomers)} of them on more than one day`}
        >
          {formatCount(customers)}
        </Tile>
        <Tile label="History" hint="From the first order to the last time of learning">
          {daysWords(historyDays)}
        </Tile>
        <Tile
          label="Leaving"
          hint={
            isDropoutIdentified
              ? "Your history tells customers who left from those who are silent"
              : "Your history does not tell leaving from silence, so no customer is said to leave"
          }
        >
          {isDropoutIdentified ? "Can be told" : "Cannot be told"}
        </Tile>
        <Tile
          label="Last learned"
          hint={`took ${formatDuration(seconds * SECOND_MS)} and up to ${formatCount(Math.ceil(peakBytes / MEBIBYTE))} MB of memory`}
        >
          <span className="k-fitted-at">
            <InstantText at={fittedAt} />
          </span>
        </Tile>
      </dl>
    </Card>
  );
}
