import { findPerson, type NamedPerson } from "../db/find-person.ts";
import { getPool } from "../db/pool.server.ts";
import { readMessagesOfPerson, type KeptMessage } from "../db/raw-events-of-person.ts";
import { workFor } from "../db/shop-scope.ts";
import type { Queryable } from "../db/transaction.ts";

/** Few enough that all of them may be the person's and as large as they come. */
const LOOKED_AT_ONCE = 500;

/**
 * The messages about a person as they arrived and are still kept, page by page, so that no more than a page is ever held. One
 * that names another customer is left out: two people may have used one browser, and what one of them did is not the other's
 * to read.
 */
export async function* readPersonMessages(
  { shopId, named }: { shopId: number; named: NamedPerson },
  db: Queryable = getPool(),
): AsyncGenerator<KeptMessage[]> {
  // What is asked after the loader has answered is asked outside of its request.
  const person = await workFor(shopId, () => findPerson(db, shopId, named));
  const own = new Set(person.customerIds);
  for (let after = 0; ;) {
    const asked = { person, after, limit: LOOKED_AT_ONCE };
    const { messages, last } = await workFor(shopId, () => readMessagesOfPerson(db, shopId, asked));
    if (last === null) return;
    const theirs = messages.filter(({ wire }) => !isOfAnother(wire, own));
    if (theirs.length > 0) yield theirs;
    after = last;
  }
}

/** Whether a message names customers, and none of these. */
function isOfAnother(wire: unknown, own: ReadonlySet<string>): boolean {
  const named = customersIn(wire);
  return named.length > 0 && !named.some((id) => own.has(id));
}

/** The customers whom a message is about, where each kind of message names them. */
function customersIn(wire: unknown): string[] {
  const { customerId, customer_id, customer, ids } = fieldsOf(wire);
  const told = Array.isArray(ids) ? ids.map(fieldsOf) : [];
  return [
    customerId,
    customer_id,
    fieldsOf(customer)["id"],
    ...told.filter(({ kind }) => kind === "customer").map(({ key }) => key),
  ].filter((id) => typeof id === "string");
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? { ...value } : {};
