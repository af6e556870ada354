import { mkdirSync } from "node:fs";
import { execute } from "graphql";
import { z } from "zod";

import type { ApiContext } from "../admin-api/api-node.ts";
import { createQueryRoot } from "../admin-api/query-root.ts";
import { resolveField } from "../admin-api/resolve-field.ts";
import { loadAdminSchema } from "../admin-api/schema.ts";
import type { DevDatabase } from "../state/database.ts";
import { findUnfinished, openBulkStore } from "./bulk-store.ts";
import type { BulkOperation } from "./bulk-store.ts";
import { buildFinishPayload } from "./finish-payload.ts";
import { checkBulkQuery } from "./check-bulk-query.ts";
import { buildPageQuery, PAGE_KEY } from "./page-bulk-query.ts";
import { openMutationLines } from "./read-mutation-lines.ts";
import { createResultFile } from "./result-files.ts";
import type { ResultFile } from "./result-files.ts";
import { toRows } from "./result-rows.ts";
import type { BulkErrorCode, BulkSwitches } from "./switches.ts";

/** How often operations are gone on with, in real time: the dev store's clock may jump at any moment. */
const POLL_MS = 25;
/** Real time that one look may take from everybody else. */
const SLICE_MS = 20;
/** An operation waits so long before it runs; chosen, Shopify promises nothing. */
const START_AFTER_MS = 500;

export interface BulkRunnerOptions {
  database: DevDatabase;
  /** Where results lie. */
  folder: string;
  now: () => number;
  switches: () => BulkSwitches;
  /** What an operation of that shop works on; undefined once the app is not installed there any more. */
  contextOf: (shop: string, operation: BulkOperation) => ApiContext | undefined;
}

interface Progress {
  file: ResultFile;
  after: string | null;
  readPage: (context: ApiContext, after: string | null) => BulkPage;
}

/** A piece of an operation's work: some roots of a query, some lines of a mutation. */
export interface BulkPage {
  rows: object[];
  roots: number;
  /** null: it was the last one. */
  next: string | null;
}

/** Goes on with all bulk operations. One that a stopped dev store had begun begins again. */
export function startBulkRunner(options: BulkRunnerOptions): { stop(): void } {
  const { database, now } = options;
  mkdirSync(options.folder, { recursive: true });
  const running = new Map<string, Progress>();

  const finish = (
    { shop, operation }: { shop: string; operation: BulkOperation },
    end: { status: "COMPLETED" | "FAILED" | "CANCELED"; errorCode?: BulkErrorCode },
  ): void => {
    const fileSize = running.get(operation.id)?.file.close() ?? 0;
    running.delete(operation.id);
    const { status, errorCode = null } = end;
    const ended = { ...operation, status, errorCode, fileSize, completedAt: now() };
    database.transaction(() => {
      openBulkStore(database, shop).put(ended);
      const context = options.contextOf(shop, ended);
      context?.state.announce("bulk_operations/finish", {
        at: ended.completedAt,
        eventId: crypto.randomUUID(),
        payload: () => buildFinishPayload(ended, context.state.record.timezone),
      });
    });
  };

  const goOn = (entry: { shop: string; operation: BulkOperation }, until: number): void => {
    const { shop, operation } = entry;
    const context = options.contextOf(shop, operation);
    if (context === undefined)
      return finish(entry, { status: "FAILED", errorCode: "ACCESS_DENIED" });
    if (operation.status === "CANCELING") return finish(entry, { status: "CANCELED" });
    const startedAt = operation.createdAt + START_AFTER_MS;
    if (now() < startedAt) return;
    let progress = running.get(operation.id);
    if (progress === undefined) {
      progress = begin(options.folder, context, operation);
      running.set(operation.id, progress);
      Object.assign(operation, { status: "RUNNING", objectCount: 0, rootObjectCount: 0 });
    }
    const { objectsPerSecond, linesPerSecond, failNext } = options.switches();
    const pace = operation.type === "QUERY" ? objectsPerSecond : linesPerSecond;
    const allowed = ((now() - startedAt) / 1000) * pace;
    while (operation.objectCount <= allowed && performance.now() < until) {
      let page: BulkPage;
      try {
        page = progress.readPage(context, progress.after);
      } catch (error) {
        const errorCode = error instanceof BulkError ? error.code : "INTERNAL_SERVER_ERROR";
        if (errorCode !== "ACCESS_DENIED")
          console.error("dev store: a bulk operation failed:", error);
        return finish(entry, { status: "FAILED", errorCode });
      }
      progress.file.write(page.rows);
      operation.objectCount += page.rows.length;
      operation.rootObjectCount += page.roots;
      if (failNext !== null && operation.objectCount >= failNext.afterObjects) {
        options.switches().failNext = null;
        return finish(entry, { status: "FAILED", errorCode: failNext.errorCode });
      }
      if (page.next === null) return finish(entry, { status: "COMPLETED" });
      progress.after = page.next;
    }
    openBulkStore(database, shop).put(operation);
  };

  const timer = setInterval(() => {
    const until = performance.now() + SLICE_MS;
    for (const entry of findUnfinished(database)) goOn(entry, until);
  }, POLL_MS);
  return {
    stop() {
      clearInterval(timer);
      for (const { file } of running.values()) file.close();
      running.clear();
    },
  };
}

class BulkError extends Error {
  readonly code: BulkErrorCode;

  constructor(code: BulkErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

const ConnectionSchema = z.looseObject({
  edges: z.array(z.unknown()),
  [PAGE_KEY]: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});

function begin(folder: string, context: ApiContext, operation: BulkOperation): Progress {
  const readPage =
    operation.type === "QUERY" ? openPages(operation) : openMutationLines(context, operation);
  return { file: createResultFile(folder, operation.file), after: null, readPage };
}

function openPages(operation: BulkOperation): Progress["readPage"] {
  const { schema } = loadAdminSchema();
  const checked = checkBulkQuery(schema, operation.query);
  if ("refusals" in checked) throw new Error(checked.refusals.join(" "));
  const document = buildPageQuery(checked);
  const { shape } = checked;
  return (context, after) => {
    const result = execute({
      schema,
      document,
      rootValue: createQueryRoot(context),
      contextValue: context,
      variableValues: { after },
      fieldResolver: resolveField,
    });
    if (result instanceof Promise) throw new Error("No resolver of the dev store may be async.");
    const [refusal] = result.errors ?? [];
    if (refusal !== undefined) {
      const isDenied = refusal.extensions["code"] === "ACCESS_DENIED";
      throw new BulkError(isDenied ? "ACCESS_DENIED" : "INTERNAL_SERVER_ERROR", refusal.message);
    }
    const connection = ConnectionSchema.parse(result.data?.[shape.key]);
    const { hasNextPage, endCursor } = connection[PAGE_KEY];
    return {
      rows: toRows(connection, shape, operation.groupObjects),
      roots: connection.edges.length,
      next: hasNextPage ? endCursor : null,
    };
  };
}
