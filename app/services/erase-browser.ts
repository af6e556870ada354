import { findFactsOfClient, findLinkedToClient, TOLD_BY_CLIENT } from "../db/brought-by-client.ts";
import { countErased, type Erased } from "../db/count-erased.ts";
import { eraseMessages, type SeenMessages } from "../db/erase-messages.ts";
import { recountSlots } from "../db/facts.ts";
import { lockShop } from "../db/locks.ts";
import { findIdentitiesBeside, type IdentityOfProfile } from "../db/person-ids.ts";
import type { ErasedRows } from "../db/privacy-requests.ts";
import { removeEmptyProfiles, touchProfiles } from "../db/profiles.ts";
import { eraseOfIdentities, erasePerson } from "../db/redaction.ts";
import { findEarliestSlots } from "../db/roll-up.ts";
import { announceDue } from "../db/shop-work.ts";
import type { Queryable } from "../db/transaction.ts";
import type { IdentityKind, IdentityRef } from "../pipeline/shared/identities.ts";
import { slotOf } from "../pipeline/shared/time.ts";
import { settleIdentities } from "./settle-identities.ts";
import { noteSince, type Since } from "./since.ts";

/** By these nobody is known but to their own browser. */
const OF_BROWSERS: readonly IdentityKind[] = ["checkout", "cart", "session", "client"];

interface Erasing {
  db: Queryable;
  shopId: number;
  erased: Erased;
  now: number;
  seen: SeenMessages;
}

/**
 * Erases what a browser told. A visitor whom nothing else tells of goes whole. Somebody who is known by more, a customer or
 * a guest with an order, loses the browser with all that it told, also while they were logged in: what is left of them is
 * what the raw events that are left say. The caller holds the shop's ingest lock.
 * @returns rows by table
 */
export async function eraseBrowser(
  db: Queryable,
  shopId: number,
  { clientId, now, seen }: { clientId: string; now: number; seen: SeenMessages },
): Promise<ErasedRows> {
  const erasing: Erasing = { db, shopId, now, seen, erased: countErased(db) };
  const identities = await findIdentitiesBeside(db, shopId, clientId);
  const own = identities.find(({ kind, key }) => kind === "client" && key === clientId);
  const since: Since = new Map();
  let changed: number[] = [];
  if (own === undefined) {
    // Something may be waiting to be taken in.
    await eraseMessagesOf(erasing, [{ kind: "client", key: clientId }]);
  } else if (identities.every(({ kind }) => OF_BROWSERS.includes(kind))) {
    await lockShop(db, "segments", shopId);
    const gone = await erasePerson(
      db,
      shopId,
      { customerId: null, orderIds: [], now, seen },
      identities,
    );
    for (const [table, rows] of Object.entries(gone)) erasing.erased.add(table, rows);
  } else {
    changed = await takeOut(erasing, { own, identities, since });
  }
  await eraseFactsOfOthers(erasing, { clientId, since });
  const touched = [...since].map(([profileId, at]) => ({ profileId, since: at }));
  await touchProfiles(db, shopId, touched, now);
  await removeEmptyProfiles(db, shopId, changed);
  if (touched.length > 0) await announceDue(db, shopId, now);
  return erasing.erased.rows;
}

/**
 * Takes a browser out of a profile, with the sessions, carts and other browsers that it alone told of, and puts together
 * anew whom it had joined.
 * @returns the profiles that are made of other identities than before
 */
async function takeOut(
  erasing: Erasing,
  told: { own: IdentityOfProfile; identities: readonly IdentityOfProfile[]; since: Since },
): Promise<number[]> {
  const { db, shopId, erased, now } = erasing;
  const { own, identities, since } = told;
  const linked = await findLinkedToClient(db, shopId, own.identityId);
  const goneIds = [
    own.identityId,
    ...linked.filter(({ isBrought }) => isBrought).map(({ identityId }) => identityId),
  ];
  const earliest = await findEarliestSlots(db, shopId, goneIds);
  noteSince(since, own.profileId, Math.min(now, ...earliest.values()));
  await eraseMessagesOf(
    erasing,
    identities.filter(({ identityId }) => goneIds.includes(identityId)),
  );
  await eraseOfIdentities(erased, shopId, goneIds);
  await erased.remove("identity", [shopId, goneIds], "AND identity_id = ANY($2::bigint[])");
  const left = linked.filter(({ isBrought }) => !isBrought);
  const identityIds = left.map(({ identityId }) => identityId);
  const settled = await settleIdentities(db, shopId, { identityIds, now });
  for (const profileId of settled.changed) {
    noteSince(since, profileId, settled.since.get(profileId) ?? now);
  }
  return [...settled.changed];
}

const eraseMessagesOf = (
  { erased, shopId, seen }: Erasing,
  identities: readonly IdentityRef[],
): Promise<string[]> => {
  const person = { identities, customerIds: [], orderIds: [] };
  return eraseMessages(erased, shopId, { person, seen });
};

/** What the browser told of customers who were logged in hangs on them, and is counted again without it. */
async function eraseFactsOfOthers(
  { db, shopId, erased }: Erasing,
  { clientId, since }: { clientId: string; since: Since },
): Promise<void> {
  const facts = await findFactsOfClient(db, shopId, clientId);
  if (facts.length === 0) return;
  await erased.remove("fact", [shopId, clientId], `AND ${TOLD_BY_CLIENT}`);
  const slots = facts.map(({ identityId, signal, trust, occurredAt }) => ({
    ...{ identityId, signal, trust },
    slot: slotOf(occurredAt),
  }));
  await recountSlots(db, shopId, slots);
  for (const { profileId, occurredAt } of facts) noteSince(since, profileId, occurredAt);
}
