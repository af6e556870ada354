import { listTagWrites } from "../list-tag-writes.ts";
import { exportWords, isoInstant, type ExportList } from "./export-list.ts";

const COLUMNS = [
  "at",
  "customerId",
  "tagsAdded",
  "tagsRemoved",
  "tagsRepaired",
  "cause",
  "segment",
  "reason",
] as const;

/** Every write of tags, the newest first. */
export const TAG_WRITES: ExportList<(typeof COLUMNS)[number]> = {
  columns: COLUMNS,
  async read({ shopId, after, limit, db }) {
    const { writes, next } = await listTagWrites({ shopId, after, limit }, db);
    const records = writes.map(({ at, customerId, added, removed, repaired, cause, segment }) => [
      isoInstant(at),
      customerId,
      exportWords(added),
      exportWords(removed),
      exportWords(repaired),
      cause,
      segment?.name ?? null,
      segment?.reason ?? null,
    ]);
    return { records, next };
  },
};
