import type pg from "pg";
import { NOTHING_SEEN, NotSeenError, type SeenMessages } from "../db/erase-messages.ts";
import { withShopLock } from "../db/locks.ts";
import { findBeforeLatest } from "../db/marked-raw-events.ts";
import { findIdsToErase } from "../db/person-ids.ts";
import { findOpenErasures, wasErasedSince } from "../db/privacy-requests.ts";
import { HOUR_MS } from "../pipeline/shared/time.ts";
import { createMessageSearch, type MessageSearch } from "./search-messages.ts";

/** Of a shop's raw events. */
export interface ErasureSizes {
  /** With more of them people are looked for before the shop's events have to wait. */
  many: number;
  /** The latest, which are looked at while events wait. */
  latest: number;
  /** With more of them they are not read for everybody who asks: some minutes each, and all day long where many do. */
  huge: number;
}

const SIZES: ErasureSizes = { many: 50_000, latest: 5000, huge: 2_000_000 };
const REST_MS = HOUR_MS;
/** More would make the search's statements large. */
const MOST_AT_ONCE = 500;
/** So often it is looked again for who becomes known by more meanwhile: a visitor who goes on browsing, for instance. */
const MOST_LOOKS = 3;

interface Options {
  pool: pg.Pool;
  shopId: number;
  /** The key of the request that is asked for. */
  first: string;
  /** While the merchant's own orders are carried out nobody writes tags: they wait for nobody, and take nobody along. */
  isMerchants: boolean;
  clock: () => number;
  sizes?: ErasureSizes | undefined;
}

/** Carries one request out, in a transaction of its own. @throws NotSeenError */
type EraseOne<Outcome> = (requestKey: string, seen: SeenMessages) => Promise<Outcome>;

/**
 * Erases whom a request is about. In a shop with many raw events all others who are to be erased go along: the events are read
 * once, before any lock is taken.
 */
export async function eraseAhead<Outcome>(
  options: Options,
  eraseOne: EraseOne<Outcome>,
): Promise<Outcome | "done-already" | "put-off"> {
  const { pool, shopId, first, isMerchants, clock, sizes = SIZES } = options;
  const hasMoreThan = async (size: number): Promise<boolean> =>
    (await findBeforeLatest(pool, shopId, size)) > 0;
  if (!(await hasMoreThan(sizes.many))) return eraseOne(first, NOTHING_SEEN);
  const isRecent = !isMerchants && (await wasErasedSince(pool, shopId, clock() - REST_MS));
  if (isRecent && (await hasMoreThan(sizes.huge))) return "put-off";
  const locked = await withShopLock(pool, { work: "erasure", shopId }, async () => {
    const limit = isMerchants ? 1 : MOST_AT_ONCE;
    const open = await findOpenErasures(pool, shopId, { first, limit });
    const search = createMessageSearch({ pool, shopId, latest: sizes.latest });
    for (const request of open) await search.add(await findIdsToErase(pool, shopId, request));
    let asked: Outcome | "done-already" = "done-already";
    for (const { requestKey } of open) {
      // What came while the others were erased is not left to be looked at while events wait.
      await search.advance();
      const erasing = eraseSeen(requestKey, search, eraseOne);
      if (requestKey === first) asked = await erasing;
      // It has a job of its own, which tries again and tells of it.
      else await erasing.catch(() => undefined);
    }
    return asked;
  });
  return locked.outcome === "busy" ? "put-off" : locked.result;
}

async function eraseSeen<Outcome>(
  requestKey: string,
  search: MessageSearch,
  eraseOne: EraseOne<Outcome>,
): Promise<Outcome> {
  for (let looks = 1; looks <= MOST_LOOKS; looks += 1) {
    try {
      return await eraseOne(requestKey, search);
    } catch (error) {
      if (!(error instanceof NotSeenError)) throw error;
      if (looks < MOST_LOOKS) await search.add(error.person);
    }
  }
  return eraseOne(requestKey, NOTHING_SEEN);
}
