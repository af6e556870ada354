import { startBuild } from "../db/segment-builds.ts";
import { loadPublished } from "../db/segment-versions.ts";
import { loadSegments } from "../db/segments.ts";
import type { Queryable } from "../db/transaction.ts";
import { setWatchedTags } from "../db/watched-tags.ts";
import { parseSegments } from "../pipeline/segment/definition.ts";
import { readDefinition } from "./segment-definition.ts";
import { requirementsOfAll } from "./shop-segments.ts";

/**
 * Lets all be built that is published and not in force, from the first profile on: what a build had judged until
 * now it had judged by other definitions. The caller holds the shop's lock on segments alone.
 */
export async function restartBuild(db: Queryable, shopId: number, now: number): Promise<void> {
  await watchNamedTags(db, shopId, now);
  const published = await loadPublished(db, shopId);
  const waiting = published.filter(({ inForceAt }) => inForceAt === null);
  const targets = new Map(waiting.map(({ segmentId, version }) => [segmentId, version]));
  await startBuild(db, shopId, { targets, now });
}

/**
 * Watches the tags of others that the shop's definitions name, in force or not. Who carries one that is named for the
 * first time is read from Shopify, and until then nothing is built.
 */
export async function watchNamedTags(db: Queryable, shopId: number, now: number): Promise<void> {
  const published = await loadPublished(db, shopId);
  const inForce = parseSegments(await loadSegments(db, shopId));
  const coming = published.map(({ definition, handle }) => readDefinition(definition, handle));
  const { tags } = requirementsOfAll([...inForce, ...coming]);
  await setWatchedTags(db, shopId, { tags, now });
}
