import type { DevDatabase } from "./database.ts";
import type { IdSource } from "./ids.ts";
import type { Segment } from "./types.ts";

/** The customer segments of one shop. */
export interface SegmentStore {
  find(id: string): Segment | undefined;
  /** The oldest first. */
  all(): Segment[];
  create(segment: { name: string; query: string }, at: number): Segment;
  update(segment: Segment, at: number): Segment;
  remove(id: string): void;
}

export function openSegmentStore(
  database: DevDatabase,
  { shop, ids }: { shop: string; ids: IdSource },
): SegmentStore {
  const read = (row: Record<string, unknown>): Segment => JSON.parse(String(row["body"]));
  const write = (segment: Segment): Segment => {
    database
      .statement("INSERT OR REPLACE INTO segments (shop, id, body) VALUES (?, ?, ?)")
      .run(shop, Number(segment.id), JSON.stringify(segment));
    return segment;
  };
  return {
    find(id) {
      const row = database
        .statement("SELECT body FROM segments WHERE shop = ? AND id = ?")
        .get(shop, Number(id));
      return row === undefined ? undefined : read(row);
    },
    all: () =>
      database
        .statement("SELECT body FROM segments WHERE shop = ? ORDER BY id")
        .all(shop)
        .map(read),
    create: (segment, at) =>
      write({ ...segment, id: ids("segment"), createdAt: at, updatedAt: at }),
    update: (segment, at) => write({ ...segment, updatedAt: at }),
    remove(id) {
      database.statement("DELETE FROM segments WHERE shop = ? AND id = ?").run(shop, Number(id));
    },
  };
}
