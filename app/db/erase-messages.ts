import type { Erased } from "./count-erased.ts";
import type { PersonIds } from "./person-ids.ts";
import { IS_OF_PERSON, personValues } from "./raw-events-of-person.ts";

/** Where people were seen in a shop's raw events, before anybody had to wait for it. */
export interface SeenMessages {
  /** All raw events up to this one were looked at: none can come among them any more. */
  readonly until: number;
  /** Those among them in which a person may stand; null: it was not looked for all that the person is known by. */
  idsOf(person: PersonIds): number[] | null;
}

/** All raw events are looked at when they are erased: quick enough in a shop with some ten thousands. */
export const NOTHING_SEEN: SeenMessages = { until: 0, idsOf: () => [] };

/** A person who is known by more than when it was looked for them. Thrown, so that nothing of the erasure stays. */
export class NotSeenError extends Error {
  readonly person: PersonIds;

  constructor(person: PersonIds) {
    super("The person became known by more while it was looked for them");
    this.person = person;
  }
}

/**
 * Erases the raw events in which a person stands: those that were seen, of which each is asked again, and those that came since.
 * An order is not the browser's that placed it, and stays where nobody but a browser is erased. The caller holds the shop's ingest lock.
 * @returns the orders of which a message went
 * @throws NotSeenError
 */
export async function eraseMessages(
  erased: Erased,
  shopId: number,
  { person, seen }: { person: PersonIds; seen: SeenMessages },
): Promise<string[]> {
  const ids = seen.idsOf(person);
  if (ids === null) throw new NotSeenError(person);
  const values = [shopId, ...personValues(person)] as const;
  const isOfBrowser = person.customerIds.length === 0 && person.orderIds.length === 0;
  const isOfPerson = isOfBrowser ? `${IS_OF_PERSON} AND topic NOT LIKE 'orders%'` : IS_OF_PERSON;
  const remove = (which: string, more: unknown) =>
    erased.remove<{ orderId: string | null }>(
      "raw_event",
      [...values, more],
      `AND ${which} AND ${isOfPerson}`,
      `RETURNING CASE WHEN topic LIKE 'orders%' THEN wire->>'id' END AS "orderId"`,
    );
  const gone = await remove("raw_event_id > $6", seen.until);
  if (ids.length > 0) gone.push(...(await remove("raw_event_id = ANY($6::bigint[])", ids)));
  return [...new Set(gone.flatMap(({ orderId }) => orderId ?? []))];
}
