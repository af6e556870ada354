import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { connectKlaviyo } from "../../../app/services/connect-klaviyo.ts";
import { createWriteKey } from "../../../app/services/create-write-key.ts";
import { LOCAL_SEAL_KEY } from "../../../scripts/demo/app-environment.ts";
import {
  ENDPOINT_ACCESS,
  OPERATIONS_ACCESS,
  ROUTE_ACCESS,
  type Access,
} from "../../architecture/route-access.ts";
import { readProductRows } from "../../support/app-rows.ts";
import { useApp, type Installed } from "../../support/app-world.ts";
import {
  ask,
  callRoute,
  isTurnedAway,
  openPage,
  pathOf,
  type Answer,
} from "../../support/ask-routes.ts";
import { forgeTokens } from "../../support/forged-tokens.ts";
import { plantRow } from "../../support/plant-rows.ts";
import { draftOf, orderedAtLeast, publish } from "../../support/publish.ts";
import { trySigned, type Sent, type SpokenOf } from "../../support/signed-requests.ts";

// A shop that has something to lose, and everything that a stranger can ask in its name.
const app = useApp();
const CUSTOMER = "7000000000123";
const ORDER = "7100000000456";
/** Stands in a product, a segment and a write key of the victim's. */
const WORD = "zanzibar";
/** What no stranger may be told: neither stands in an address that is asked here. */
const KEPT = [WORD, ORDER];
const HANDLE = "of-the-victim";
const FILLED = { $customerId: CUSTOMER, $handle: HANDLE, $list: "customers", $: "nothing" };

let victim: Installed;
let stranger: Installed;
let of: SpokenOf;

beforeAll(async () => {
  victim = await app.install("victim", {
    before: (shop) => {
      const { id } = shop.createProduct({ title: `Mug of ${WORD}`, priceMinor: 5000 });
      shop.createCustomer({ id: CUSTOMER });
      const lines = [{ productId: id, title: "Mug", quantity: 1, priceMinor: 5000 }];
      shop.createOrder({ id: ORDER, customerId: CUSTOMER, lines });
    },
  });
  stranger = await app.install("stranger");
  const { shopId, domain } = victim;
  const work = { pool: app.pool, shopId, now: app.devStore.clock.now() };
  const draft = draftOf(orderedAtLeast(1), { name: `Lovers of ${WORD}` });
  expect((await publish(work, { handle: HANDLE, draft })).outcome).toBe("published");
  const key = await createWriteKey({ ...work, name: WORD, kind: "server", userIdIs: "user" });
  const klaviyo = await connectKlaviyo({ ...work, secret: null, sealKeys: [LOCAL_SEAL_KEY] });
  if (key.outcome !== "created") throw new Error(key.outcome);
  if (klaviyo.outcome !== "connected") throw new Error(klaviyo.outcome);
  await app.settle(shopId);
  const client = { kind: "client", key: randomUUID(), profile_id: 1 };
  await plantRow(app.pool, "identity", { shop_id: shopId, ...client });
  of = {
    clientId: client.key,
    ...{ domain, shopId, customerId: CUSTOMER, now: work.now, stranger: stranger.domain },
    ...{ writeKey: key.key, klaviyoSecret: klaviyo.secret },
    writeKeyHash: await readText("SELECT key_hash AS text FROM write_key WHERE shop_id = $1"),
    pixelToken: await readText("SELECT pixel_token AS text FROM shop WHERE shop_id = $1"),
  };
  // From here on nothing but a request changes a row.
  process.kill(app.worker.pid() ?? 0, "SIGSTOP");
  before = await readVictim();
});
afterEach(async ({ task }) => {
  // What one test let through is no fault of the next one's.
  if (task.result?.state === "fail") before = await readVictim();
});
afterAll(() => {
  process.kill(app.worker.pid() ?? 0, "SIGCONT");
});

async function readText(sql: string): Promise<string> {
  return (await app.pool.query<{ text: string }>(sql, [victim.shopId])).rows[0]?.text ?? "";
}

/** Everything that is kept of the victim, and its tokens of Shopify's. */
async function readVictim(): Promise<string[]> {
  const rows = await readProductRows(app.pool, victim.shopId);
  const { rows: sessions } = await app.pool.query<{ text: string }>(
    `SELECT row_to_json(kept)::text AS text FROM "Session" AS kept WHERE shop = $1`,
    [victim.domain],
  );
  return [...rows, ...sessions].map(({ text }) => text).toSorted();
}

/** As the last test left it. */
let before: string[] = [];

async function expectUntouched(): Promise<void> {
  const left = before;
  before = await readVictim();
  expect(before).toEqual(left);
}

const findKept = ({ body }: Answer): string[] => KEPT.filter((word) => body.includes(word));
const routeOf = (file: string) => ({ file, path: pathOf(file, FILLED) });

const filesOf = (...kinds: Access[]): string[] =>
  Object.entries(ROUTE_ACCESS).flatMap(([file, access]) => (kinds.includes(access) ? [file] : []));

describe("a session token", () => {
  test.each(filesOf("session", "library"))("is what %s asks for, and checks", async (file) => {
    const { domain } = victim;
    const route = routeOf(file);
    const forged = forgeTokens(app, { victim: domain, stranger: stranger.domain });
    for (const [wrong, token] of Object.entries({ "no token": null, ...forged })) {
      const answers = await callRoute(app, route, { domain, token });
      if (file.endsWith(".tsx")) answers.push(await openPage(app, route.path, { domain, token }));
      for (const answer of answers) {
        const told = `${wrong}: ${answer.status} ${answer.location} ${answer.body.slice(0, 80)}`;
        expect(isTurnedAway(answer), told).toBe(true);
        expect(findKept(answer), told).toEqual([]);
      }
    }
    // Shopify's word of another shop is none of this one, whatever the address says.
    const token = app.devStore.mintSessionToken(stranger.domain);
    for (const answer of await callRoute(app, route, { domain, token }))
      expect(findKept(answer)).toEqual([]);
    await expectUntouched();
  });

  test.each([
    "app.customers.$customerId.tsx",
    "app.customers_.$customerId.file.ts",
    "app.segments._index.tsx",
    "app.segments.$handle.tsx",
    "app.segments.$handle_.edit.tsx",
    "app.segment-products.ts",
    "app.sources.tsx",
  ])("of its own reads at %s what was kept from the others", async (file) => {
    expect((await callOwn(file)).flatMap(findKept)).not.toEqual([]);
  });

  test.each(filesOf("session", "library"))("of its own is let in by %s", async (file) => {
    expect((await callOwn(file)).filter(isTurnedAway)).toEqual([]);
    before = await readVictim();
  });

  const callOwn = (file: string): Promise<Answer[]> => {
    const { domain } = victim;
    const token = app.devStore.mintSessionToken(domain);
    return callRoute(app, routeOf(file), { domain, token });
  };
});

const send = ({ path, headers, body }: Sent): Promise<Answer> =>
  ask(app, path, { method: "POST", headers, body });

/** What an endpoint says to who has not its proof, and to who does not even try. */
const REFUSED: Partial<Record<Access, number[]>> = {
  "signed-query": [401],
  "signed-body": [401],
  "write-key": [401],
  "klaviyo-signature": [401],
  claim: [404],
};
const UNTRIED: Partial<Record<Access, number[]>> = { "signed-body": [400, 401], claim: [400] };

const signed = Object.entries({ ...ENDPOINT_ACCESS, ...ROUTE_ACCESS }).filter(
  ([, access]) => REFUSED[access] !== undefined,
);

test.each(signed)("%s takes what has its %s, and nothing else", async (name, access) => {
  const tries = trySigned(of)[name];
  if (tries === undefined) throw new Error(`nothing is sent to ${name}`);
  for (const [wrong, sent] of Object.entries(tries.spoiled)) {
    const answer = await send(sent);
    const isUntried = wrong.startsWith("no ");
    const expected = (isUntried ? UNTRIED[access] : undefined) ?? REFUSED[access];
    expect(expected, wrong).toContain(answer.status);
    expect(findKept(answer)).toEqual([]);
  }
  expect([404, 405]).toContain((await ask(app, tries.good.path)).status);
  await expectUntouched();
  // The same with its proof is taken, and changes what the others left alone.
  expect([200, 204]).toContain((await send(tries.good)).status);
  const after = await readVictim();
  expect(after).not.toEqual(before);
  before = after;
});

describe("whoever asks without a proof", () => {
  const open = [
    ...filesOf("public").map((file) => `GET ${pathOf(file)}`),
    ...Object.keys(ENDPOINT_ACCESS).filter((name) => ENDPOINT_ACCESS[name] === "public"),
  ];

  test.each([...open, "GET /auth/session-token", "GET /auth/login"])(
    "is told nothing of a shop by %s, whatever shop they name",
    async (name) => {
      const [method = "", path = ""] = name.split(" ");
      const how = { domain: victim.domain, token: null, init: { method } };
      const answer = await openPage(app, path.replace(":call", "track"), how);
      expect([200, 204, 302]).toContain(answer.status);
      expect(answer.body.length).toBeLessThan(20_000);
      expect(findKept(answer)).toEqual([]);
      await expectUntouched();
    },
  );

  test("finds nothing of the port of operations among the pages", async () => {
    for (const [path, access] of Object.entries(OPERATIONS_ACCESS))
      if (access === "operator") expect((await ask(app, path)).status).toBe(404);
  });
});
