import type { Condition } from "./condition-tree.ts";
import {
  allOf,
  atLeast,
  atLeastAgo,
  first,
  fixedDays,
  last,
  lessThanAgo,
  longestOf,
  not,
  orders,
  readySegment,
  typicalGaps,
} from "./segment-parts.ts";

/** At most half of the shop's customers are above their median: it bounds every segment that asks for it. */
const aboveMedian: Condition = { kind: "revenue", comparison: "above", percentile: 50 };

const isVip = allOf(
  { kind: "revenue", comparison: "reaches", percentile: 90 },
  // Where most customers spend the same, that sum is the 90th percentile and nobody is special.
  aboveMedian,
  atLeast(2, orders, { window: fixedDays(365) }),
);

export const vip = readySegment({
  handle: "vip",
  condition: isVip,
});

export const vipProspect = readySegment({
  handle: "vip-prospect",
  condition: allOf(
    { kind: "revenue", comparison: "reaches", percentile: 70 },
    aboveMedian,
    lessThanAgo(last(orders), typicalGaps(1)),
    not(isVip),
  ),
});

export const newAndPromising = readySegment({
  handle: "new-and-promising",
  condition: allOf(
    lessThanAgo(first(orders), longestOf(fixedDays(30), typicalGaps(1))),
    aboveMedian,
  ),
});

export const dueToReorder = readySegment({
  handle: "due-to-reorder",
  condition: allOf(
    atLeast(2, orders),
    // A week is as long as a reminder takes to be read and acted on.
    { kind: "next-order", comparison: "less-than", duration: { kind: "days", days: 7 } },
    // What was expected and does not come stays expected: from two gaps on it is churn and not lateness.
    lessThanAgo(last(orders), typicalGaps(2)),
  ),
});

export const churnRisk = readySegment({
  handle: "churn-risk",
  condition: allOf(
    atLeast(2, orders),
    aboveMedian,
    atLeastAgo(last(orders), typicalGaps(1)),
    // Beyond four gaps of silence it is no longer a risk: a different message is due.
    lessThanAgo(last(orders), typicalGaps(4)),
  ),
});

export const winBack = readySegment({
  handle: "win-back",
  condition: allOf(
    // Of all time: after so much silence a year's revenue is mostly zero.
    { kind: "rfm", axis: "monetary", comparison: "at-least", fifth: 3 },
    atLeastAgo(last(orders), typicalGaps(4)),
    // Who did not answer over as long again is not coming back for a message.
    lessThanAgo(last(orders), typicalGaps(8)),
  ),
});
