import { getShop } from "../db/shop.ts";
import type { TagLoad } from "../db/tag-loads.ts";
import { sortTagFailure } from "../pipeline/activate/sort-tag-failure.ts";
import { AdminApiError } from "../shopify/admin-api.ts";
import {
  stageVariables,
  startBulkMutation,
  type StartedBulkMutation,
} from "../shopify/bulk-mutations.ts";
import { bulkTagsMutation } from "../shopify/documents.ts";
import type { LoadWork } from "./carry-tag-load.ts";

export type SentLoad =
  | StartedBulkMutation
  /** It failed before Shopify was asked to begin anything. */
  | { outcome: "not-sent"; waitMs: number; reason: string }
  /** The order was taken back while the file was on its way. */
  | { outcome: "taken-back" }
  /** No answer came: Shopify may have begun it. */
  | { outcome: "lost"; reason: string };

/** By which an operation is found again: Shopify shows its text. */
export const nameOfLoad = ({ loadId }: Pick<TagLoad, "loadId">): string => `KindlingTags_${loadId}`;

/** Puts the lines where Shopify reads them, and has it run the mutation for each. */
export async function sendTagLoad(
  work: LoadWork,
  load: TagLoad,
  lines: { customerId: string; tags: string[] }[],
): Promise<SentLoad> {
  const staged = await stage(work, lines);
  if (staged.outcome !== "staged") return staged;
  // A file takes seconds: what a merchant ordered meanwhile counts.
  const { tagMode, status } = await getShop(work.pool, work.shop.shopId);
  if (tagMode !== load.mode || status !== "installed") return { outcome: "taken-back" };
  const mutation = bulkTagsMutation(nameOfLoad(load), load.change);
  try {
    return await startBulkMutation(work.admin, { mutation, path: staged.path });
  } catch (error) {
    const failed = readFailure(error);
    return failed.isLost
      ? { outcome: "lost", reason: failed.reason }
      : { outcome: "not-sent", waitMs: failed.waitMs, reason: failed.reason };
  }
}

async function stage(
  work: LoadWork,
  lines: { customerId: string; tags: string[] }[],
): Promise<SentLoad | { outcome: "staged"; path: string }> {
  try {
    const target = await stageVariables(work.admin);
    const file = lines.map(({ customerId, tags }) =>
      JSON.stringify({ id: `gid://shopify/Customer/${customerId}`, tags }),
    );
    await work.load.upload(target, file.join("\n"));
    return { outcome: "staged", path: target.path };
  } catch (error) {
    const { waitMs, reason } = readFailure(error);
    return { outcome: "not-sent", waitMs, reason };
  }
}

function readFailure(error: unknown): { waitMs: number; reason: string; isLost: boolean } {
  if (!(error instanceof AdminApiError)) throw error;
  const { waitMs, reason } = sortTagFailure({ from: "request", fault: error.fault }, 0);
  return { waitMs, reason, isLost: error.failure.kind === "unavailable" };
}
