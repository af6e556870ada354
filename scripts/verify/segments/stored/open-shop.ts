import { ensureBenchmarks } from "../../../../app/db/benchmarks.ts";
import { saveInstalledShop, markReady } from "../../../../app/db/shop.ts";
import type { Queryable } from "../../../../app/db/transaction.ts";
import { changeScoringModel } from "../../../../app/services/change-scoring-model.ts";
import { ensureScoringModel } from "../../../../app/services/load-scoring-model.ts";
import type { Definition } from "../definition.ts";
import { FOREIGN_TAGS } from "../simulate/draw-account.ts";
import type { World } from "../simulate/world.ts";
import type { StoredShop } from "./deliver.ts";

/**
 * A shop as after an installation whose history is read, in which the drawn segments are in force before anybody is
 * known. What the Admin API tells and no delivery does is put where reading it would: the products of collections,
 * and which tags are watched.
 */
export async function openStoredShop(
  world: World,
  options: { pool: StoredShop["pool"]; domain: string; definitions: readonly Definition[] },
): Promise<StoredShop> {
  const { pool, domain, definitions } = options;
  const now = world.startAt;
  const settings = { currency: world.currency, timezone: world.timeZone, plan: "Basic" };
  const { shopId } = await saveInstalledShop(pool, { domain, ...settings, now });
  const pixelToken = `${shopId}.0123456789abcdef0123`;
  await pool.query("UPDATE shop SET pixel_token = $2 WHERE shop_id = $1", [shopId, pixelToken]);
  await ensureScoringModel({ pool, shopId, now });
  await changeScoringModel({ pool, shopId, model: world.model, now });
  await putInForce(pool, shopId, definitions);
  await tellWhatIsRead(pool, shopId, world);
  await ensureBenchmarks(pool, shopId, now);
  await markReady(pool, shopId, now);
  return { pool, shopId, domain, pixelToken };
}

async function putInForce(
  db: Queryable,
  shopId: number,
  definitions: readonly Definition[],
): Promise<void> {
  await db.query(
    `INSERT INTO segment (shop_id, segment_id, handle, name, description, tag, condition, leave_when,
       minimum_stay_ms, minimum_absence_ms, version)
     SELECT $1, place, handle, handle, '', NULL, condition::jsonb, leave_when::jsonb, stay, absence, 1
     FROM unnest($2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[])
       WITH ORDINALITY AS new(handle, condition, leave_when, stay, absence, place)`,
    [
      shopId,
      definitions.map(({ handle }) => handle),
      definitions.map(({ condition }) => JSON.stringify(condition)),
      definitions.map(({ leaveWhen }) => (leaveWhen === null ? null : JSON.stringify(leaveWhen))),
      definitions.map(({ minimumStayMs }) => minimumStayMs),
      definitions.map(({ minimumAbsenceMs }) => minimumAbsenceMs),
    ],
  );
}

async function tellWhatIsRead(db: Queryable, shopId: number, world: World): Promise<void> {
  const pairs = world.products.flatMap(({ productId, collectionIds }) =>
    collectionIds.map((collectionId) => ({ productId, collectionId })),
  );
  await db.query(
    `INSERT INTO product_collection (shop_id, product_id, collection_id)
     SELECT $1, * FROM unnest($2::text[], $3::text[])`,
    [
      shopId,
      pairs.map(({ productId }) => productId),
      pairs.map(({ collectionId }) => collectionId),
    ],
  );
  await db.query("INSERT INTO watched_tag (shop_id, tag) SELECT $1, * FROM unnest($2::text[])", [
    shopId,
    FOREIGN_TAGS.map((tag) => tag.toLowerCase()),
  ]);
}
