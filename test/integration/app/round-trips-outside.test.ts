import { randomBytes, randomUUID } from "node:crypto";
import type pg from "pg";
import { afterEach, describe, expect, test, vi } from "vitest";
import { addAnnouncements, type AnnouncementTarget } from "../../../app/db/announcements.ts";
import { saveConsents } from "../../../app/db/consents.ts";
import { saveDesiredFields } from "../../../app/db/metafield-states.ts";
import { getShop } from "../../../app/db/shop.ts";
import type { TagLoad } from "../../../app/db/tag-loads.ts";
import { saveDesiredTags } from "../../../app/db/tag-states.ts";
import { noteLoadResult } from "../../../app/services/note-load-result.ts";
import { setKlaviyoKey } from "../../../app/services/set-klaviyo-key.ts";
import { syncMetafields } from "../../../app/services/sync-metafields.ts";
import { tellFlow } from "../../../app/services/tell-flow.ts";
import { tellKlaviyo } from "../../../app/services/tell-klaviyo.ts";
import { AdminApiError, type AdminApi } from "../../../app/shopify/admin-api.ts";
import { METAFIELDS_PER_CALL } from "../../../app/shopify/score-metafields.ts";
import { addShop } from "../../support/app-direct.ts";
import { count } from "../../support/app-rows.ts";
import {
  expectAsManyStatements,
  type StatementCounts,
  useCountedPool,
} from "../../support/count-statements.ts";
import { useDatabase } from "../../support/database.ts";

// As round-trips.test.ts, of what is told to other systems. A request to them is none to the database.

const FEW = 4;
const MANY = 40;
const NOW = Date.parse("2026-11-20T15:00:00Z");

let pool: pg.Pool;
const counted = useCountedPool(useDatabase(), (opened) => (pool = opened));
afterEach(() => {
  vi.restoreAllMocks();
});

const makeShop = (): Promise<number> =>
  addShop(pool, `${randomUUID()}.myshopify.com`, { now: NOW - 1000 });
const idsOf = (customers: number): string[] =>
  Array.from({ length: customers }, (_, index) => String(9_000 + index));

/** Answers every request by what stands in its variables. */
const adminOf = (answer: (variables: Record<string, unknown>) => unknown): AdminApi => ({
  request: (_document, variables, schema) =>
    // As a promise, so that what `answer` throws is a request that failed.
    Promise.resolve().then(() => schema.parse(answer(variables))),
});

describe("metafields", () => {
  type Fields = { ownerId: string }[];
  /** Refuses whom `refuses` names, each for a reason of its own. */
  const adminRefusing = (refuses: ReadonlySet<string>): AdminApi =>
    adminOf(({ metafields }) => ({
      payload: {
        userErrors: (metafields as Fields).flatMap(({ ownerId }, elementIndex) => {
          const id = ownerId.replace("gid://shopify/Customer/", "");
          return refuses.has(id) ? [{ elementIndex, message: `${id} is gone` }] : [];
        }),
      },
    }));

  /** One field of each customer: as many calls as their number of fields asks for. */
  async function sync(customers: number, refusals: number): Promise<StatementCounts> {
    const shopId = await makeShop();
    const rows = idsOf(customers).map((customerId) => ({ customerId, desired: { intent: "50" } }));
    await saveDesiredFields(pool, shopId, rows, NOW);
    const admin = adminRefusing(new Set(idsOf(refusals)));
    const work = { pool, shopId, admin, clock: () => NOW };
    const { result, sent } = await counted(() => syncMetafields(work));
    expect(result).toEqual({ outcome: "written", customers });
    const refused =
      "FROM metafield_state WHERE shop_id = $1 AND last_error = customer_id || ' is gone'";
    expect(await count(pool, refused, [shopId])).toBe(refusals);
    return sent;
  }
  /** Statements that note refusals. */
  const noted = (sent: StatementCounts): number[] =>
    [...sent].flatMap(([text, times]) => (text.includes("AS refused(") ? [times] : []));

  test("of ten times the customers take as many statements, written or refused", async () => {
    const [few, many] = [await sync(2, 1), await sync(20, 10)];
    expectAsManyStatements(few, many);
    expect(noted(few)).toEqual([1]);
    expectAsManyStatements(await sync(2, 0), await sync(20, 0));
  });

  test("of a turn of several requests are noted by each, and its refusals together", async () => {
    const calls = 2;
    const one = await sync(METAFIELDS_PER_CALL, METAFIELDS_PER_CALL - 1);
    const several = await sync(calls * METAFIELDS_PER_CALL, calls * METAFIELDS_PER_CALL - 1);
    expect(noted(several)).toEqual([1]);
    for (const [text, times] of several)
      expect(times, text).toBeLessThanOrEqual(calls * (one.get(text) ?? 0));
  });
});

/** So many changes that wait to be told, of a customer each. */
async function announce(shopId: number, target: AnnouncementTarget, customers: number) {
  const segment = { handle: "vip", name: "VIP" };
  const announcement = { kind: "entered", segment, reason: "3 orders" } as const;
  const rows = idsOf(customers).map((customerId) => ({
    ...{ target, profileId: 0, customerId, announcement },
  }));
  await addAnnouncements(pool, shopId, rows, NOW);
}
const countTold = (shopId: number, outcome: string): Promise<number> =>
  count(pool, "FROM announcement WHERE shop_id = $1 AND outcome = $2", [shopId, outcome]);

describe("triggers of Flow", () => {
  /** Refuses every other trigger, and keeps the mark as Shopify does. */
  function shopify() {
    let mark: { value: string } | null = null;
    let isLost = false;
    const admin = adminOf((variables) => {
      if (variables["mark"] === undefined) return { installation: { id: "gid://app/1", mark } };
      mark = (variables["mark"] as [{ value: string }])[0];
      if (isLost) throw new AdminApiError({ kind: "network", message: "lost" }, "lost");
      const names = Object.keys(variables).filter((name) => name.startsWith("handle"));
      return Object.fromEntries(
        names.map((_, index) => {
          const userErrors = index % 2 === 0 ? [] : [{ message: `not ${index}` }];
          return [`trigger${index}`, { userErrors }];
        }),
      );
    });
    return { admin, loseAnswers: (lose: boolean) => (isLost = lose) };
  }

  test("of ten times the changes take as many statements, sent or refused", async () => {
    const tell = async (changes: number) => {
      const shopId = await makeShop();
      await announce(shopId, "flow", changes);
      const work = { pool, shopId, admin: shopify().admin, clock: () => NOW };
      const { result, sent } = await counted(() => tellFlow(work));
      expect(result).toEqual({ outcome: "told", triggers: changes });
      expect(await countTold(shopId, "sent")).toBe(changes / 2);
      expect(await countTold(shopId, "refused")).toBe(changes / 2);
      return sent;
    };
    expectAsManyStatements(await tell(FEW), await tell(MANY));
  });

  test("whose answer was lost are found to have arrived by as many", async () => {
    const tell = async (changes: number) => {
      const shopId = await makeShop();
      await announce(shopId, "flow", changes);
      const { admin, loseAnswers } = shopify();
      loseAnswers(true);
      expect(await tellFlow({ pool, shopId, admin, clock: () => NOW })).toMatchObject({
        outcome: "failed",
      });
      loseAnswers(false);
      const later = { pool, shopId, admin, clock: () => NOW + 61_000 };
      const { result, sent } = await counted(() => tellFlow(later));
      expect(result).toEqual({ outcome: "nothing-to-tell" });
      expect(await countTold(shopId, "sent")).toBe(changes);
      return sent;
    };
    expectAsManyStatements(await tell(FEW), await tell(MANY));
  });
});

describe("events of Klaviyo", () => {
  const sealKeys = [randomBytes(32).toString("base64")] as const;
  const key = "pk_0123456789abcdef0123456789abcdef01";

  /** A request about changes of whose customers every other one refused marketing. */
  async function tell(changes: number, answer: () => Response) {
    const shopId = await makeShop();
    await setKlaviyoKey({ pool, shopId, key, sealKeys, now: NOW });
    await announce(shopId, "klaviyo", changes);
    const refusing = idsOf(changes).filter((_, index) => index % 2 === 1);
    const said = { channel: "email", state: "unsubscribed", sourceUpdatedAt: NOW } as const;
    const consents = refusing.map((customerId) => ({ customerId, ...said }));
    await saveConsents(pool, shopId, consents);
    vi.spyOn(globalThis, "fetch").mockImplementation(() => Promise.resolve(answer()));
    const work = { pool, shopId, sealKeys, clock: () => NOW };
    const { result, sent } = await counted(() => tellKlaviyo(work));
    expect(await countTold(shopId, "left-out")).toBe(changes / 2);
    return { shopId, result, sent };
  }

  test("of ten times the changes take as many statements, told or left out", async () => {
    const accept = () => new Response(null, { status: 202 });
    const [few, many] = [await tell(FEW, accept), await tell(MANY, accept)];
    expect(many.result).toMatchObject({ outcome: "told", events: MANY / 2 });
    expect(await countTold(many.shopId, "sent")).toBe(MANY / 2);
    expectAsManyStatements(few.sent, many.sent);
  });

  test("that Klaviyo refuses without naming one, or cannot take now, take as many too", async () => {
    const refuse = () => Response.json({ errors: [{ code: "invalid" }] }, { status: 400 });
    const [few, many] = [await tell(FEW, refuse), await tell(MANY, refuse)];
    // One alone was refused in the end; of the others nothing is known.
    expect(await countTold(many.shopId, "refused")).toBe(1);
    expectAsManyStatements(few.sent, many.sent);
    const fail = () => new Response(null, { status: 503 });
    expectAsManyStatements((await tell(FEW, fail)).sent, (await tell(MANY, fail)).sent);
  });
});

test("the result of a load of tags is noted by as many statements for ten times the lines, done or failed", async () => {
  const note = async (lines: number) => {
    const shopId = await makeShop();
    const rows = idsOf(lines).map((customerId) => ({ customerId, desired: ["kindling:vip"] }));
    await saveDesiredTags(pool, shopId, rows, NOW);
    await pool.query(
      `UPDATE tag_state SET load_line = customer_id::int - 9000, load_revision = revision, load_tags = desired
       WHERE shop_id = $1`,
      [shopId],
    );
    const told = idsOf(lines).map((id, line) => ({
      __lineNumber: line,
      // Of each another reason.
      ...(line % 2 === 0
        ? { data: { answer: { userErrors: [] } } }
        : { errors: [{ message: `not ${id}` }] }),
    }));
    const result = Buffer.from(told.map((line) => `${JSON.stringify(line)}\n`).join(""));
    const never = () => Promise.reject(new Error("nothing is asked of Shopify"));
    const work = {
      ...{ pool, shop: await getShop(pool, shopId), admin: adminOf(never), clock: () => NOW },
      load: { minMinutes: null, open: never, upload: never, onFallBack: () => undefined },
    };
    const load: TagLoad = {
      ...{ loadId: randomUUID(), change: "add", mode: "writing", lines, tries: 1 },
      ...{ askedAt: NOW, bulkId: "1", pollAt: NOW },
    };
    const { sent } = await counted(() => noteLoadResult(work, load, chunksOf(result)));
    const failed = "FROM tag_state WHERE shop_id = $1 AND last_error LIKE '%not ' || customer_id";
    expect(await count(pool, failed, [shopId])).toBe(lines / 2);
    expect(await count(pool, "FROM tag_write WHERE shop_id = $1", [shopId])).toBe(lines / 2);
    return sent;
  };
  expectAsManyStatements(await note(FEW), await note(MANY));
});

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield bytes;
}
