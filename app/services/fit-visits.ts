import type pg from "pg";
import {
  findBuyersBefore,
  listPeople,
  loadOrderedProducts,
  loadVisitorFacts,
  measureFacts,
  type FactSpan,
  type PersonRow,
} from "../db/visits.ts";
import { VISITOR_DEEDS } from "../pipeline/predict/visitors/visitor-deeds.ts";
import { fitVisits, type VisitHistory } from "../pipeline/predict/visits/fit-visits.ts";
import { createVisitLog } from "../pipeline/predict/visits/visit-log.ts";
import type { VisitorFact } from "../pipeline/predict/visits/visitor-fact.ts";
import type { VisitsCard } from "../pipeline/predict/visits/visits-card.ts";
import {
  MOST_FACTS,
  VISITS_HISTORY_MS,
  type VisitsModel,
} from "../pipeline/predict/visits/visits-model.ts";
import { orderPlacedBy } from "../pipeline/shared/fact-keys.ts";
import { slotOf } from "../pipeline/shared/time.ts";
import { loadScoringModel } from "./load-scoring-model.ts";

/** Of more, every so-manyth person is learned from: models are fitted to 180,000 events at most. */
const MOST_EVENTS = 600_000;
const PEOPLE_A_PAGE = 500;
const BROWSING = VISITOR_DEEDS.filter((signal) => signal !== "order_placed");

/** Learns what the shop's visitors are predicted by from their facts before `now`; null: nobody was seen yet. */
export async function fitShopVisits(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
  stopwatch: () => number;
}): Promise<{ model: VisitsModel; card: VisitsCard } | null> {
  const { pool, shopId, now, stopwatch } = options;
  const history = await readVisits(options);
  if (history === null) return null;
  const { model } = await loadScoringModel(pool, shopId);
  return fitVisits({ ...history, asOf: now }, { points: model.intent, stopwatch });
}

/** Page by page, person by person: only columns of numbers grow with the shop. */
async function readVisits(options: {
  pool: pg.Pool;
  shopId: number;
  now: number;
}): Promise<Omit<VisitHistory, "asOf"> | null> {
  const { pool, shopId, now } = options;
  const span = { signals: BROWSING, from: now - VISITS_HISTORY_MS, until: now };
  // Orders of the time before anybody was watched would be purchases that nothing led to.
  const measured = await measureFacts(pool, shopId, span);
  if (measured === null) return null;
  const from = measured.firstAt;
  const everyNth = Math.max(1, Math.ceil(measured.count / MOST_EVENTS));
  const log = createVisitLog();
  const hadOrdered: number[] = [];
  let after: PersonRow | null = null;
  for (;;) {
    const page: PersonRow[] = await listPeople(pool, shopId, {
      after,
      limit: PEOPLE_A_PAGE,
      everyNth,
    });
    await readPage(
      { pool, shopId, page, span: { signals: VISITOR_DEEDS, from, until: now } },
      (one) => {
        hadOrdered[log.add(one.facts, one.lines)] = one.hadOrdered ? 1 : 0;
      },
    );
    after = page.at(-1) ?? null;
    if (page.length < PEOPLE_A_PAGE) break;
  }
  return { ...log.close(), hadOrdered: Uint8Array.from(hadOrdered), from, everyNth };
}

interface OnePerson {
  facts: VisitorFact[];
  /** The products of their orders, by the key of the order's fact. */
  lines: Map<string, string[]>;
  hadOrdered: boolean;
}

async function readPage(
  asked: { pool: pg.Pool; shopId: number; page: readonly PersonRow[]; span: FactSpan },
  take: (person: OnePerson) => void,
): Promise<void> {
  const { pool, shopId, page, span } = asked;
  const profileIds = page.map(({ profileId }) => profileId);
  const facts = await loadVisitorFacts(pool, shopId, { ...span, profileIds, most: MOST_FACTS });
  if (facts.size === 0) return;
  const earlier = await findBuyersBefore(pool, shopId, { profileIds, slot: slotOf(span.from) });
  const orderIds = [...facts.values()].flatMap((own) =>
    own.flatMap(({ key }) => orderPlacedBy(key) ?? []),
  );
  const products = await loadOrderedProducts(pool, shopId, orderIds);
  for (const profileId of profileIds) {
    const own = facts.get(profileId);
    if (own === undefined) continue;
    const lines = new Map(
      own.flatMap((fact): [string, string[]][] => {
        const inOrder = products.get(orderPlacedBy(fact.key) ?? "");
        return inOrder === undefined ? [] : [[fact.key, inOrder]];
      }),
    );
    take({ facts: own, lines, hadOrdered: earlier.has(profileId) });
  }
}
