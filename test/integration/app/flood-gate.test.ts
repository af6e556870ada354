import { expect, test } from "vitest";
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
