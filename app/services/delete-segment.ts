import type pg from "pg";
import { lockShop } from "../db/locks.ts";
import { loadPublished } from "../db/segment-versions.ts";
import { loadSegments, removeSegment } from "../db/segments.ts";
import { noteChange } from "../db/shop-changes.ts";
import { getShop } from "../db/shop.ts";
import { inTransaction } from "../db/transaction.ts";
import { referencesOf } from "../pipeline/segment/order-segments.ts";
import { parseSegments } from "../pipeline/segment/definition.ts";
import { findBuild } from "../db/segment-builds.ts";
import { restartBuild, watchNamedTags } from "./restart-build.ts";
import { readDefinition } from "./segment-definition.ts";
import { wishTags } from "./swap-segments.ts";

export type DeleteSegmentOutcome =
  | { outcome: "deleted" }
  | { outcome: "unknown-segment" }
  /** Other segments name it: they must be changed first. */
  | { outcome: "in-use"; handles: string[] };

/** Deletes a segment with its members, their history in it, and the wish for its tag. */
export async function deleteSegment(options: {
  pool: pg.Pool;
  shopId: number;
  handle: string;
  now: number;
}): Promise<DeleteSegmentOutcome> {
  const { pool, shopId, handle, now } = options;
  return inTransaction(pool, async (db) => {
    await lockShop(db, "segments", shopId);
    const published = await loadPublished(db, shopId);
    const row = published.find((one) => one.handle === handle);
    if (row === undefined) return { outcome: "unknown-segment" };
    const segments = await loadSegments(db, shopId);
    const all = [
      ...published.map((one) => readDefinition(one.definition, one.handle)),
      ...parseSegments(segments),
    ];
    const users = all.filter((one) => one.handle !== handle && referencesOf(one).includes(handle));
    if (users.length > 0) {
      return { outcome: "in-use", handles: [...new Set(users.map((one) => one.handle))] };
    }
    const { segmentId } = row;
    await wishTags(db, {
      shop: await getShop(db, shopId),
      segments: segments.filter((one) => one.segmentId !== segmentId),
      moved: [],
      membersOf: [segmentId],
      now,
    });
    await removeSegment(db, shopId, segmentId);
    if ((await findBuild(db, shopId)) === null) await watchNamedTags(db, shopId, now);
    else await restartBuild(db, shopId, now);
    await noteChange(db, shopId, ["segments"]);
    return { outcome: "deleted" };
  });
}
