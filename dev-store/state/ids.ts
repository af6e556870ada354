import { createHash } from "node:crypto";

import type { DevDatabase } from "./database.ts";

/** First ids, 13 digits each, so that a number alone tells what it names. */
const FIRST_IDS = {
  customer: 7_000_000_000_000,
  order: 5_500_000_000_000,
  product: 8_000_000_000_000,
  collection: 3_900_000_000_000,
  variant: 4_400_000_000_000,
  line: 1_400_000_000_000,
  refund: 9_100_000_000_000,
  fulfillment: 4_900_000_000_000,
  transaction: 6_300_000_000_000,
  metafield: 3_200_000_000_000,
  dataRequest: 1_100_000_000_000,
  install: 2_500_000_000_000,
  bulkOperation: 2_900_000_000_000,
  webPixel: 1_900_000_000_000,
  metafieldDefinition: 3_400_000_000_000,
  segment: 1_700_000_000_000,
} as const;

export type IdKind = keyof typeof FIRST_IDS;

/** Ids are taken from the disk in blocks, so that most of them cost no write. */
const BLOCK = 1000;

/** Gives ids that were never given before, in rising order, also after a restart. */
export type IdSource = (kind: IdKind) => string;

export function createIdSource(database: DevDatabase): IdSource {
  const blocks = new Map<IdKind, { next: number; end: number }>();
  return (kind) => {
    let block = blocks.get(kind);
    if (block === undefined || block.next >= block.end) {
      block = takeBlock(database, kind);
      blocks.set(kind, block);
    }
    const id = block.next;
    block.next += 1;
    return String(id);
  };
}

function takeBlock(database: DevDatabase, kind: IdKind): { next: number; end: number } {
  const row = database
    .statement(
      `INSERT INTO counters (name, value) VALUES ($name, $first)
       ON CONFLICT (name) DO UPDATE SET value = value + $block RETURNING value`,
    )
    .get({ name: kind, first: FIRST_IDS[kind] + BLOCK, block: BLOCK });
  const end = Number(row?.["value"]);
  return { next: end - BLOCK, end };
}

/** The numeric id of a shop: 11 digits, always the same for the same domain. */
export function shopIdOf(domain: string): string {
  const hash = createHash("sha256").update(domain).digest().readUIntBE(0, 5);
  return String(60_000_000_000 + (hash % 9_000_000_000));
}
