import type pg from "pg";
import { findPerson } from "../db/find-person.ts";
import { closeDataRequest, findDataRequest } from "../db/privacy-requests.ts";
import { noteChange } from "../db/shop-changes.ts";
import { inTransaction } from "../db/transaction.ts";

/** "nothing-known": there was nothing to hand out. "not-open": somebody answered it, the person was erased, or its time ran out. */
export type AnswerDataRequestOutcome = { outcome: "answered" | "nothing-known" | "not-open" };

/** Closes a request for data: from then on nothing tells whose it was. */
export async function answerDataRequest(options: {
  pool: pg.Pool;
  shopId: number;
  requestKey: string;
  now: number;
}): Promise<AnswerDataRequestOutcome> {
  const { pool, shopId, requestKey, now } = options;
  return inTransaction(pool, async (db) => {
    const named = await findDataRequest(db, shopId, requestKey);
    if (named === null) return { outcome: "not-open" };
    // The file that was saved is made of the same.
    const { isKnown } = await findPerson(db, shopId, named);
    const outcome = isKnown ? "answered" : "nothing-known";
    if (!(await closeDataRequest(db, shopId, { requestKey, outcome, now })))
      return { outcome: "not-open" };
    await noteChange(db, shopId, ["settings"]);
    return { outcome };
  });
}
