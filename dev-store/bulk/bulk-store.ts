import type { DevDatabase } from "../state/database.ts";
import type { BulkErrorCode } from "./switches.ts";

export type BulkStatus =
  "CREATED" | "RUNNING" | "CANCELING" | "CANCELED" | "COMPLETED" | "FAILED" | "EXPIRED";

/** One bulk operation as it lies on disk. Times in ms of the dev store's clock. */
export interface BulkOperation {
  id: string;
  type: "QUERY" | "MUTATION";
  status: BulkStatus;
  /** The text of the query or mutation. */
  query: string;
  /** Of a mutation: where its variables lie. */
  uploadPath: string | null;
  groupObjects: boolean;
  /** Of the token that started it: it does what that token may do. */
  scopes: string[];
  createdAt: number;
  completedAt: number | null;
  errorCode: BulkErrorCode | null;
  objectCount: number;
  rootObjectCount: number;
  fileSize: number;
  /** Under which name its result lies; nobody can guess it. */
  file: string;
}

/** The URL of a result lives as long after the end. */
export const RESULT_LIFE_MS = 7 * 24 * 3600 * 1000;

const UNFINISHED = new Set<BulkStatus>(["CREATED", "RUNNING", "CANCELING"]);

export function isUnfinished({ status }: Pick<BulkOperation, "status">): boolean {
  return UNFINISHED.has(status);
}

/** What an operation is at `now`: one whose result is gone is EXPIRED, though nobody wrote it down. */
export function statusAt(operation: BulkOperation, now: number): BulkStatus {
  const { status, completedAt } = operation;
  const isOver = status === "COMPLETED" && completedAt !== null;
  return isOver && now >= completedAt + RESULT_LIFE_MS ? "EXPIRED" : status;
}

/** The bulk operations of one shop. */
export interface BulkStore {
  put(operation: BulkOperation): void;
  get(id: string): BulkOperation | undefined;
  /** Oldest first. */
  all(): BulkOperation[];
}

export function openBulkStore(database: DevDatabase, shop: string): BulkStore {
  return {
    put(operation) {
      database
        .statement(
          "INSERT OR REPLACE INTO bulk_operations (shop, id, unfinished, file, body) VALUES (?, ?, ?, ?, ?)",
        )
        .run(
          shop,
          BigInt(operation.id),
          isUnfinished(operation) ? 1 : 0,
          operation.file,
          JSON.stringify(operation),
        );
    },
    get(id) {
      const row = database
        .statement("SELECT body FROM bulk_operations WHERE shop = ? AND id = ?")
        .get(shop, BigInt(id));
      return row === undefined ? undefined : JSON.parse(String(row["body"]));
    },
    all: () =>
      database
        .statement("SELECT body FROM bulk_operations WHERE shop = ? ORDER BY id")
        .all(shop)
        .map((row): BulkOperation => JSON.parse(String(row["body"]))),
  };
}

/** Over all shops: what the runner has to go on with. */
export function findUnfinished(
  database: DevDatabase,
): { shop: string; operation: BulkOperation }[] {
  return database
    .statement("SELECT shop, body FROM bulk_operations WHERE unfinished = 1 ORDER BY id")
    .all()
    .map((row) => ({ shop: String(row["shop"]), operation: JSON.parse(String(row["body"])) }));
}

/** By the name of its result. */
export function findByFile(database: DevDatabase, file: string): BulkOperation | undefined {
  const row = database.statement("SELECT body FROM bulk_operations WHERE file = ?").get(file);
  return row === undefined ? undefined : JSON.parse(String(row["body"]));
}
