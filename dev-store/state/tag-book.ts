import { buildTagsPayload } from "../webhooks/payloads/tags.ts";
import type { ChangeOptions } from "./shop.ts";
import { beginChange } from "./shop-state.ts";
import type { ShopState } from "./shop-state.ts";
import { addTags, newTags, removeTags, replaceTags, tagKey } from "./tags.ts";
import type { Customer } from "./types.ts";

/** How far the search index is behind; as captured from a live shop, where a minute was enough. */
export const SEARCH_LAG_MS = 60_000;

const CHANGES = { add: addTags, remove: removeTags, replace: replaceTags };

export type TagWrite = { customer: Customer } | { refused: string } | { unknown: true };

/**
 * Writes the tags of one customer, whoever does it: a merchant or an app. The app hears of it in
 * both cases, also of its own writing.
 */
export function writeTags(
  state: ShopState,
  write: { customerId: string; how: keyof typeof CHANGES; tags: readonly string[] },
  options?: ChangeOptions,
): TagWrite {
  const { customerId } = write;
  return state.database.transaction((): TagWrite => {
    const before = state.customers.get(customerId);
    if (before === undefined) return { unknown: true };
    const outcome = CHANGES[write.how](before.tags, write.tags);
    if ("refused" in outcome) return outcome;
    const added = newTags(before.tags, outcome.tags);
    const removed = newTags(outcome.tags, before.tags);
    if (added.length === 0 && removed.length === 0) return { customer: before };

    const change = beginChange(state, options);
    const customer: Customer = { ...before, tags: outcome.tags, updatedAt: change.at };
    state.customers.put(customer);
    indexTags(state, { customerId, added, removed, at: change.at });
    const payload = (tags: string[]) => () =>
      buildTagsPayload({ customerId, tags, occurredAt: change.at });
    if (removed.length > 0) change.tell("customer.tags_removed", payload(removed));
    if (added.length > 0) change.tell("customer.tags_added", payload(added));
    return { customer };
  });
}

/** Notes for the search index what was true from when until when. */
export function indexTags(
  state: ShopState,
  change: { customerId: string; added: string[]; removed: string[]; at: number },
): void {
  const { database, record } = state;
  const customer = BigInt(change.customerId);
  for (const tag of change.removed) {
    database
      .statement(
        `UPDATE tag_index SET removed_at = ?
         WHERE shop = ? AND tag = ? AND customer_id = ? AND removed_at IS NULL`,
      )
      .run(change.at, record.domain, tagKey(tag), customer);
  }
  for (const tag of change.added) {
    database
      .statement(
        `INSERT OR REPLACE INTO tag_index (shop, tag, customer_id, added_at, removed_at)
         VALUES (?, ?, ?, ?, NULL)`,
      )
      .run(record.domain, tagKey(tag), customer, change.at);
  }
}
