import type { NamedPerson } from "../db/find-person.ts";
import { getPool } from "../db/pool.server.ts";
import {
  findDataRequest,
  type ErasedRows,
  type PrivacyRequestOutcome,
  type PrivacyTopic,
} from "../db/privacy-requests.ts";
import type { Queryable } from "../db/transaction.ts";
import type { Instant } from "../pipeline/shared/time.ts";
import { countUpTo } from "./count-up-to.ts";
import { sumByGroup, type GroupedRows } from "./deleted-groups.ts";

/** What is still to be done. */
export interface OpenRequest {
  requestKey: string;
  topic: PrivacyTopic;
  receivedAt: Instant;
  dueAt: Instant;
  /** Whose data is asked for; null: a guest's, or something is being erased, by nobody's hand. */
  customerId: string | null;
  /** Orders of whose guest, or of the customer without an account, data is asked for. */
  orderIds: string[];
}

/** What was done. */
export interface Receipt {
  requestKey: string;
  topic: PrivacyTopic;
  receivedAt: Instant;
  doneAt: Instant;
  outcome: PrivacyRequestOutcome;
  /** Rows that were erased, by what they were to a merchant; groups without any are left out. */
  groups: GroupedRows[];
}

export interface PrivacyRequests {
  /** Those that are due first. */
  open: OpenRequest[];
  /** All of them, also those that are not listed. */
  openCount: number;
  /** The latest first. */
  receipts: Receipt[];
  next: string | null;
  previous: string | null;
}

const MOST_OPEN = 50;
const PAGE = 10;
const OPEN = "privacy_request WHERE shop_id = $1 AND done_at IS NULL";

/** @param input.after, input.before a cursor of another page of receipts; what is none gives the first */
export async function readPrivacyRequests(
  input: { shopId: number; after?: string | undefined; before?: string | undefined },
  db: Queryable = getPool(),
): Promise<PrivacyRequests> {
  const [{ rows }, page] = await Promise.all([
    db.query<OpenRequest & { openCount: number }>(
      `SELECT request_key AS "requestKey", topic, received_at AS "receivedAt", due_at AS "dueAt",
         CASE WHEN topic = 'customers/data_request' THEN customer_id END AS "customerId",
         CASE WHEN topic = 'customers/data_request' THEN order_ids ELSE '{}' END AS "orderIds",
         ${countUpTo(OPEN)} AS "openCount"
       FROM ${OPEN} ORDER BY due_at, request_key LIMIT $2`,
      [input.shopId, MOST_OPEN],
    ),
    readReceipts(input, db),
  ]);
  const open = rows.map(({ openCount: _openCount, ...request }) => request);
  return { open, openCount: rows[0]?.openCount ?? 0, ...page };
}

/** Whom an open request for data names; null: it is not open. */
export const readNamedPerson = (
  { shopId, requestKey }: { shopId: number; requestKey: string },
  db: Queryable = getPool(),
): Promise<NamedPerson | null> => findDataRequest(db, shopId, requestKey);

async function readReceipts(
  input: { shopId: number; after?: string | undefined; before?: string | undefined },
  db: Queryable,
): Promise<Pick<PrivacyRequests, "receipts" | "next" | "previous">> {
  const after = decodeCursor(input.after);
  const before = after === null ? decodeCursor(input.before) : null;
  const isBack = before !== null;
  const cursor = after ?? before;
  const order = isBack ? "ASC" : "DESC";
  const beyond = cursor === null ? "" : `AND (done_at, request_key) ${isBack ? ">" : "<"} ($3, $4)`;
  const { rows } = await db.query<Omit<Receipt, "groups"> & { erased: ErasedRows }>(
    `SELECT request_key AS "requestKey", topic, received_at AS "receivedAt", done_at AS "doneAt", outcome, erased
     FROM privacy_request WHERE shop_id = $1 AND done_at IS NOT NULL ${beyond}
     ORDER BY done_at ${order}, request_key ${order} LIMIT $2`,
    [
      input.shopId,
      PAGE + 1,
      ...(cursor === null ? [] : [new Date(cursor.doneAt), cursor.requestKey]),
    ],
  );
  const hasMore = rows.length > PAGE;
  const kept = rows.slice(0, PAGE);
  const receipts = (isBack ? kept.toReversed() : kept).map(({ erased, ...receipt }) => ({
    ...receipt,
    groups: sumByGroup(erased).filter((group) => group.rows > 0),
  }));
  const [first, last] = [receipts.at(0), receipts.at(-1)];
  const hasNext = isBack || hasMore;
  const hasPrevious = isBack ? hasMore : after !== null;
  return {
    receipts,
    next: hasNext && last !== undefined ? encodeCursor(last) : null,
    previous: hasPrevious && first !== undefined ? encodeCursor(first) : null,
  };
}

type Place = Pick<Receipt, "doneAt" | "requestKey">;

const encodeCursor = ({ doneAt, requestKey }: Place): string => `${doneAt}_${requestKey}`;

/** @returns null for no cursor and for one that is not ours: people edit addresses */
function decodeCursor(text: string | undefined): Place | null {
  const match = /^(\d{1,15})_(.{1,100})$/.exec(text ?? "");
  return match === null ? null : { doneAt: Number(match[1]), requestKey: match[2] ?? "" };
}
