import { expect, test } from "vitest";
import { addAnnouncements } from "../../../app/db/announcements.ts";
import { distrustWritten } from "../../../app/services/distrust-written.ts";
import { setKlaviyoKey } from "../../../app/services/set-klaviyo-key.ts";
import { setMetafields } from "../../../app/services/set-metafields.ts";
import { LOCAL_SEAL_KEY } from "../../../scripts/demo/app-environment.ts";
import { useApp } from "../../support/app-world.ts";

const app = useApp();
const KEY = "pk_0123456789abcdef0123456789abcdef01";
const STATES = ["tag_state", "metafield_state", "announcement"];

test("After a restore tags, metafields and announcements are what the restored database wants, although Shopify and Klaviyo went on meanwhile.", async () => {
  const { shop, shopId } = await app.install("restored");
  const now = app.devStore.clock.now();
  const work = { pool: app.pool, shopId, now };
  await setMetafields({ ...work, isOn: true });
  app.devStore.klaviyo.keys.add(KEY);
  await setKlaviyoKey({ ...work, key: KEY, sealKeys: [LOCAL_SEAL_KEY] });
  // Nobody of whom anything is computed: what is wanted of them is what the test says.
  await app.pool.query("UPDATE reconciliation SET due_at = '2099-01-01' WHERE shop_id = $1", [
    shopId,
  ]);
  const ids = ["kept", "gone", "raised"].map(() => shop.createCustomer({}, { emit: false }).id);
  const [kept = "", gone = "", raised = ""] = ids;
  const want = async (customerId: string, tags: string[], fields: object): Promise<void> => {
    await app.pool.query(
      `INSERT INTO tag_state (shop_id, customer_id, desired, written, write_at) VALUES ($1, $2, $3, '{}', $4)
       ON CONFLICT (shop_id, customer_id) DO UPDATE SET desired = $3, write_at = $4`,
      [shopId, customerId, tags, new Date(now)],
    );
    await app.pool.query(
      `INSERT INTO metafield_state (shop_id, customer_id, desired, write_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (shop_id, customer_id) DO UPDATE SET desired = $3, write_at = $4`,
      [shopId, customerId, JSON.stringify(fields), new Date(now)],
    );
  };
  const tell = async (customerId: string): Promise<void> => {
    const segment = { handle: "high-intent", name: "High intent" };
    const announcement = { kind: "entered", segment, reason: "3 orders" } as const;
    const row = { target: "klaviyo", profileId: 1, customerId, announcement } as const;
    await addAnnouncements(app.pool, shopId, [row], now);
  };
  const told = () => app.devStore.klaviyo.events.map(({ externalId }) => externalId);
  const standing = () =>
    ids.map((id) => ({ tags: shop.customerTags(id), fields: shop.customerMetafields(id) }));

  await want(kept, ["kindling:vip"], { intent: "10" });
  await want(gone, [], {});
  await want(raised, ["kindling:vip"], { intent: "20" });
  await app.settle(shopId);
  const atNoon = standing();
  const { rows: lastNumber } = await app.pool.query<{ last: number }>(
    "SELECT last_value AS last FROM announcement_announcement_id_seq",
  );
  for (const table of STATES)
    await app.pool.query(`CREATE TABLE backup_of_${table} AS SELECT * FROM ${table}`);

  await want(gone, ["kindling:vip"], { intent: "30" });
  await want(raised, [], { intent: "90" });
  await tell(kept);
  await app.settle(shopId);
  const inTheEvening = standing();
  expect(inTheEvening[1]).toEqual({ tags: ["kindling:vip"], fields: { intent: "30" } });
  expect(inTheEvening[2]).toEqual({ tags: [], fields: { intent: "90" } });
  expect(told()).toEqual([kept]);

  await app.outage(async () => {
    for (const table of STATES) {
      await app.pool.query(`DELETE FROM ${table}`);
      await app.pool.query(`INSERT INTO ${table} SELECT * FROM backup_of_${table}`);
      await app.pool.query(`DROP TABLE backup_of_${table}`);
    }
    await app.pool.query("SELECT setval('announcement_announcement_id_seq', $1)", [
      lastNumber[0]?.last,
    ]);
    const counts = await distrustWritten({ db: app.pool, now });
    expect(counts).toEqual({ shops: 1, tags: 3, metafields: 3 });
  });
  await tell(raised);
  await app.settle(shopId);
  expect(standing()).toEqual(atNoon);
  expect(told()).toEqual([kept, raised]);
  // A webhook that meets the outage is delivered once more after a minute.
}, 180_000);
