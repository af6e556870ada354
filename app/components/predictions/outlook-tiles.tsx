import type { CustomerOutlook } from "../../pipeline/predict/shop/outlook.ts";
import { formatDate } from "../format/format-date.ts";
import { formatMoney } from "../format/format-money.ts";
import { formatShare } from "../format/format-number.ts";
import { useShopDisplay } from "../frame/shop-context.tsx";
import { Tile } from "../tiles/tile.tsx";
import { EVIDENCE_WORDS } from "./evidence-words.ts";
import { daysWords } from "./horizon-words.ts";
import { rangeWords } from "./interval-bar.tsx";

interface Props {
  outlook: CustomerOutlook;
  currency: string;
}

/** Next order, revenue to come, leaving and being a VIP, each with its range. */
export function OutlookTiles({ outlook, currency }: Props) {
  const { timezone } = useShopDisplay();
  const { nextOrder, lifetimeValue, churn, vipAscent, horizonDays } = outlook;
  const { months, meanMinor, lowMinor, highMinor } = lifetimeValue;
  const within = daysWords(horizonDays);
  return (
    <dl className="k-tiles">
      <Tile label="Next order" hint={nextOrderHint(nextOrder, timezone)}>
        {nextOrder === null ? "Not expected" : formatDate(nextOrder.median, timezone)}
      </Tile>
      <Tile
        label={`Next ${months} months`}
        hint={`Nine in ten: ${formatMoney(lowMinor, currency)} to ${formatMoney(highMinor, currency)}, in today's money. ${EVIDENCE_WORDS[lifetimeValue.evidence].name}`}
      >
        {formatMoney(meanMinor, currency)}
      </Tile>
      <Tile
        label="Leaving"
        hint={
          churn === null
            ? "Your shop's history does not tell leaving from silence, so no number is given"
            : `No order within ${within}: ${rangeWords(churn)}. ${EVIDENCE_WORDS[churn.evidence].name}`
        }
      >
        {churn === null ? "Cannot be told" : formatShare(churn.value, 1)}
      </Tile>
      <Tile
        label={`VIP in ${within}`}
        hint={
          vipAscent === null
            ? "Your shop has too few customers to say who is a VIP"
            : `Chance to stand above your shop's VIP threshold by then: ${rangeWords(vipAscent)}. ${EVIDENCE_WORDS[vipAscent.evidence].name}`
        }
      >
        {vipAscent === null ? "Cannot be told" : formatShare(vipAscent.value, 1)}
      </Tile>
    </dl>
  );
}

function nextOrderHint(nextOrder: CustomerOutlook["nextOrder"], timezone: string): string {
  if (nextOrder === null) return "More likely than not, none within two years";
  const from = formatDate(nextOrder.low, timezone);
  const range =
    nextOrder.high === null
      ? `Hardly before ${from}, and it may never come`
      : `Four in five: ${from} to ${formatDate(nextOrder.high, timezone)}`;
  return `${range}. ${EVIDENCE_WORDS[nextOrder.evidence].name}`;
}
