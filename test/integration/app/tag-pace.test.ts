import { beforeAll, expect, test, vi } from "vitest";
import { saveDesiredTags } from "../../../app/db/tag-states.ts";
import { loadTagTurn } from "../../../app/db/tag-turns.ts";
import { useApp, type Installed } from "../../support/app-world.ts";

const app = useApp();
const VIP = ["kindling:vip"];
let large: Installed;
let small: Installed;

beforeAll(async () => {
  large = await app.install("large", { plan: "standard" });
  small = await app.install("small", { plan: "standard" });
  // The tests' customers are unheard of on purpose; a comparison with Shopify would find and score them.
  await app.pool.query("UPDATE reconciliation SET due_at = '2099-01-01'");
});

function createCustomers({ shop }: Installed, number: number): string[] {
  return shop.batch(() =>
    Array.from({ length: number }, () => shop.createCustomer({}, { emit: false }).id),
  );
}

async function want({ shopId }: Installed, customerIds: string[]): Promise<void> {
  const rows = customerIds.map((customerId) => ({ customerId, desired: VIP }));
  await saveDesiredTags(app.pool, shopId, rows, app.devStore.clock.now());
}

const countTagged = ({ shop }: Installed, customerIds: string[]): number =>
  customerIds.filter((id) => shop.customerTags(id).length > 0).length;

test("A shop with a large backlog delays nobody else's tags, and leaves half of its own bucket.", async () => {
  const backlog = createCustomers(large, 600);
  await want(large, backlog);
  // The upper half of its bucket, 1,000 points, is soon spent; from then on it saves up for each turn.
  await vi.waitUntil(() => countTagged(large, backlog) >= 90, { timeout: 10_000, interval: 20 });
  const waits: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (const id of createCustomers(small, 5)) {
    const startedAt = performance.now();
    await want(small, [id]);
    await vi.waitUntil(() => countTagged(small, [id]) === 1, { timeout: 10_000, interval: 10 });
    waits.push(performance.now() - startedAt);
    const { bucket } = await loadTagTurn(app.pool, large.shopId);
    least = Math.min(least, bucket?.available ?? 0);
  }
  expect(countTagged(large, backlog)).toBeLessThan(400);
  expect(Math.max(...waits)).toBeLessThan(3000);
  expect(least).toBeGreaterThanOrEqual(1000);
  // And the backlog ends as well, once its clock has gone on.
  app.devStore.clock.setSpeed(20);
  await app.settle(large.shopId);
  expect(countTagged(large, backlog)).toBe(600);
});
