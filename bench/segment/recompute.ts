import type pg from "pg";
import type { Condition } from "../../app/pipeline/segment/condition-tree.ts";
import { DAY_MS, HOUR_MS } from "../../app/pipeline/shared/time.ts";
import { BUILD_BATCH } from "../../app/services/build-round.ts";
import { buildSegments } from "../../app/services/build-segments.ts";
import { publishSegment } from "../../app/services/publish-segment.ts";

/** Publishes segments and builds them as the worker does, until they are in force. */
export async function recompute(
  pool: pg.Pool,
  work: { shopId: number; now: number; segments: number },
): Promise<{ seconds: number; cpuSeconds: number; swapSeconds: number; entries: number }> {
  const { shopId, now } = work;
  for (let index = 0; index < work.segments; index += 1) {
    const result = await publishSegment({
      ...{ pool, shopId, now, handle: `bench-${index}`, baseVersion: null, text: null },
      draft: {
        name: `Segment ${index}`,
        description: "",
        tag: index < 20 ? `bench ${index}` : null,
        condition: conditionOf(index),
        leaveWhen: null,
        minimumStayMs: 0,
        minimumAbsenceMs: 0,
      },
    });
    if (result.outcome !== "published") throw new Error(`Not published: ${result.outcome}`);
  }
  const cpuAt = process.cpuUsage();
  const startedAt = performance.now();
  for (;;) {
    const batchAt = performance.now();
    const result = await buildSegments({ pool, shopId, now, limit: BUILD_BATCH });
    if (result.outcome === "judged") continue;
    if (result.outcome !== "in-force") throw new Error(`Not built: ${result.outcome}`);
    const endedAt = performance.now();
    const { rows } = await pool.query<{ entries: number }>(
      "SELECT count(*)::int AS entries FROM segment_membership WHERE shop_id = $1",
      [shopId],
    );
    const { user, system } = process.cpuUsage(cpuAt);
    return {
      cpuSeconds: (user + system) / 1e6,
      seconds: (endedAt - startedAt) / 1000,
      swapSeconds: (endedAt - batchAt) / 1000,
      entries: rows[0]?.entries ?? 0,
    };
  }
}

const SIGNALS = [
  "product_viewed",
  "product_added_to_cart",
  "page_viewed",
  "email_clicked",
] as const;

/** Conditions as merchants have them: several atoms each, of all common kinds, every one another. */
function conditionOf(index: number): Condition {
  const days = 7 + index * 3;
  const signal = SIGNALS[index % SIGNALS.length] ?? "page_viewed";
  const looked: Condition = {
    kind: "count",
    of: { kind: "signals", signals: [signal], where: [] },
    each: null,
    window: { kind: "days", days },
    comparison: "at-least",
    count: 2 + (index % 5),
  };
  const bought: Condition = {
    kind: "since",
    moment: { kind: "last", of: { kind: "orders", where: [] } },
    comparison: index % 2 === 0 ? "at-least" : "less-than",
    duration: index % 3 === 0 ? { kind: "typical-gaps", times: 1 + index / 25 } : fixed(days),
  };
  const more: Condition[] = [
    { kind: "score", score: "engagement", comparison: "at-least", points: 20 + index },
    {
      kind: "sum",
      of: orders,
      window: { kind: "days", days: 90 },
      comparison: "at-least",
      amount: 50,
    },
    { kind: "revenue", comparison: "reaches", percentile: 70 },
    {
      kind: "share",
      where: [{ kind: "discounted", is: true }],
      window: null,
      comparison: "at-least",
      percent: 50,
    },
    {
      kind: "sequence",
      moment: {
        kind: "last",
        of: { kind: "signals", signals: ["product_added_to_cart"], where: [] },
      },
      followed: "none",
      by: [orders],
      within: { kind: "fixed", ms: 4 * HOUR_MS },
    },
  ];
  const extra = more[index % more.length];
  return { kind: "all", of: [looked, bought, ...(extra === undefined ? [] : [extra])] };
}

const orders = { kind: "orders", where: [] } as const;
const fixed = (days: number) => ({ kind: "fixed", ms: days * DAY_MS }) as const;
