import { expect, test } from "vitest";
import { DESKTOP_BROWSER } from "../../../dev-store/network/desktop-browser.ts";
import { sendBatch } from "../../support/send-batch.ts";
import { useApp } from "../../support/app-world.ts";

const LIMIT = 20;
const app = useApp({ env: { TRUSTED_PROXIES: "1", VISITOR_REQUESTS_PER_MINUTE: String(LIMIT) } });

const send = (address: string) =>
  fetch(`${app.appUrl}/pixel/events`, {
    method: "POST",
    headers: { "x-forwarded-for": `198.51.100.1, ${address}` },
    body: "{}",
  });

test("an address that floods is told when to come back, and nobody else is", async () => {
  const answers = await Promise.all(Array.from({ length: LIMIT + 5 }, () => send("203.0.113.7")));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(5);
  const wait = Number(refused[0]?.headers.get("retry-after"));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect(await refused[0]?.text()).toContain("Too many requests");
  // What the visitor put before the proxy's own entry is nobody's word.
  expect((await send("203.0.113.8")).status).toBe(204);
});

const times = <T>(count: number, work: (turn: number) => T): Promise<Awaited<T>[]> =>
  Promise.all(Array.from({ length: count }, (_, turn) => work(turn)));
const refusedOf = (answers: { status: number }[]): number =>
  answers.filter(({ status }) => status === 429).length;

test("what is no address counts as what it came by, however many different ones are named", async () => {
  const long = `::1%${"a".repeat(2000)}`;
  const answers = await times(LIMIT + 5, (turn) => send(`${turn} ${turn % 2 ? long : "nobody"}`));
  expect(refusedOf(answers)).toBe(5);
  const zones = await times(3, (turn) => send(`${long}${turn}`));
  expect(refusedOf(zones)).toBe(3);
  // Where a balancer writes the port as well, each connection would be another's.
  const ports = await times(LIMIT + 1, (turn) => send(`203.0.113.9:${4000 + turn}`));
  expect(refusedOf(ports)).toBe(1);
});

test("who has a network of IPv6 is one sender, whichever of its addresses it sends from", async () => {
  const answers = await times(LIMIT + 5, (turn) => send(`2001:db8:1:2::${turn.toString(16)}`));
  expect(refusedOf(answers)).toBe(5);
  expect((await send("2001:db8:1:3::1")).status).toBe(204);
});

test("visitors that come by the app proxy are told apart by what it says, and who comes by none of it counts as nobody", async () => {
  const { domain } = await app.install("flooded");
  // Shopify's proxy appends the visitor's address, the operator's that of Shopify's.
  const via = (visitor: string) => ({ "x-forwarded-for": `${visitor}, 192.0.2.1` });
  const forged = await times(LIMIT + 5, (turn) =>
    fetch(`${app.appUrl}/proxy/events?shop=${domain}&timestamp=${turn}&signature=00`, {
      method: "POST",
      headers: { ...via("203.0.113.20"), "user-agent": DESKTOP_BROWSER },
      body: "{}",
    }),
  );
  expect(new Set(forged.map(({ status }) => status))).toEqual(new Set([401]));
  const batches = await times(LIMIT + 5, (number) =>
    sendBatch(app, { domain, number, headers: via("203.0.113.20") }),
  );
  expect(refusedOf(batches)).toBe(5);
  const other = { domain, number: 99, headers: via("203.0.113.21") };
  expect((await sendBatch(app, other)).status).toBe(204);
});
