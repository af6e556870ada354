import { Card } from "@shopify/polaris";
import { DAY_MS } from "../../pipeline/shared/time.ts";
import type { VisitsCard } from "../../pipeline/predict/visits/visits-card.ts";
import { formatCount } from "../format/format-number.ts";
import { InstantText } from "../format/instant-text.tsx";
import { Tile } from "../tiles/tile.tsx";
import { daysWords } from "./horizon-words.ts";

/** What the models of visitors were learned from. */
export function VisitTiles({ card }: { card: VisitsCard }) {
  const { people, events, purchases, enoughPurchases, everyNth, from, asOf } = card;
  return (
    <Card>
      <dl className="k-tiles">
        <Tile
          label="Learned from"
          hint={
            everyNth === 1
              ? "people who did something in your shop, customers or not"
              : `people, one in ${formatCount(everyNth)} of those who did something in your shop`
          }
        >
          {formatCount(people)}
        </Tile>
        <Tile
          label="What they did"
          hint="Looks, carts, checkouts, orders and all else that is counted"
        >
          {formatCount(events)}
        </Tile>
        <Tile
          label="Purchases"
          hint={
            purchases < enoughPurchases
              ? `From ${formatCount(enoughPurchases)} on, visitors are weighed by your shop's own past`
              : "Enough to weigh visitors by your shop's own past"
          }
        >
          {formatCount(purchases)}
        </Tile>
        <Tile
          label="Watched for"
          hint={
            <>
              As of <InstantText at={asOf} />
            </>
          }
        >
          {daysWords(Math.floor((asOf - from) / DAY_MS))}
        </Tile>
      </dl>
    </Card>
  );
}
