import { z } from "zod";
import { findLoadLines, type LoadLine, type TagLoad } from "../db/tag-loads.ts";
import { noteTagFailures, noteTagWrites } from "../db/tag-writes.ts";
import { sortTagFailure } from "../pipeline/activate/sort-tag-failure.ts";
import { splitLines } from "./bulk-rows.ts";
import type { LoadWork } from "./carry-tag-load.ts";
import { CAUSES, findCause, noteOutcome } from "./note-tag-outcome.ts";
import { readOrUnread } from "./unread-result.ts";

/** Lines noted in one statement. */
const BATCH_LINES = 250;

const RowSchema = z.object({
  __lineNumber: z.number().int(),
  data: z
    .object({
      answer: z.object({ userErrors: z.array(z.object({ message: z.string() })) }).nullable(),
    })
    .nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        extensions: z.object({ code: z.string().optional() }).optional(),
      }),
    )
    .optional(),
});
type Row = z.infer<typeof RowSchema>;

/**
 * Notes what a load's operation did for each customer, and writes the log. Lines that are noted are no lines any more:
 * however often a result is read, each counts once. What is no answer leaves its customer in doubt.
 * @throws UnreadResult where the result breaks off; what was noted by then is noted
 */
export async function noteLoadResult(
  work: LoadWork,
  load: TagLoad,
  chunks: AsyncIterable<Uint8Array>,
): Promise<void> {
  let batch: Row[] = [];
  for await (const line of readOrUnread(splitLines(chunks))) {
    const row = parseRow(line);
    if (row === undefined) continue;
    batch.push(row);
    if (batch.length < BATCH_LINES) continue;
    await noteBatch(work, load, batch);
    batch = [];
  }
  await noteBatch(work, load, batch);
}

async function noteBatch(work: LoadWork, load: TagLoad, batch: Row[]): Promise<void> {
  const { pool, shop } = work;
  const rows = new Map(batch.map((row) => [row.__lineNumber, row]));
  const lines = await findLoadLines(pool, shop.shopId, [...rows.keys()]);
  const now = work.clock();
  const answered = lines.flatMap((line) => {
    const answer = rows.get(line.line)?.data?.answer;
    if (!answer) return [];
    return [noteLine(line, load, { now, said: answer.userErrors.map(({ message }) => message) })];
  });
  const ordered = { ...shop, tagMode: load.mode };
  for (const cause of CAUSES) {
    const writes = answered.filter((write) => findCause(ordered, write) === cause);
    await noteTagWrites(pool, shop.shopId, { writes, cause, now });
  }
  await noteFailures(work, lines, rows);
}

async function noteFailures(
  { pool, shop, clock }: LoadWork,
  lines: LoadLine[],
  rows: ReadonlyMap<number, Row>,
): Promise<void> {
  const now = clock();
  const failures = lines.flatMap(({ line, customerId, attempts }) => {
    const [error] = rows.get(line)?.errors ?? [];
    if (error === undefined || rows.get(line)?.data?.answer) return [];
    const { message, extensions } = error;
    const fault = { kind: "graphql", code: extensions?.code ?? null, message } as const;
    const { kind, reason, waitMs } = sortTagFailure({ from: "request", fault }, attempts);
    return [{ customerId, kind, reason, retryAt: now + waitMs }];
  });
  await noteTagFailures(pool, shop.shopId, failures);
}

function noteLine(line: LoadLine, load: TagLoad, told: { now: number; said: string[] }) {
  const { loadTags, loadRevision, written, contested } = line;
  const isAdding = load.change === "add";
  return noteOutcome(
    {
      state: { ...line, revision: loadRevision },
      current: written,
      plan: { add: isAdding ? loadTags : [], remove: isAdding ? [] : loadTags },
      repaired: [],
      contested,
    },
    { toAdd: isAdding ? told.said : [], toRemove: isAdding ? [] : told.said },
    told.now,
  );
}

function parseRow(line: string): Row | undefined {
  try {
    return RowSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
