import type { DevDatabase } from "./database.ts";
import { shopIdOf } from "./ids.ts";
import type { Plan, ShopRecord } from "./types.ts";

export interface ShopInput {
  /** "name.myshopify.com" */
  domain: string;
  name?: string;
  plan?: Plan;
  currency?: string;
  timezone?: string;
}

/** The shops of the dev store, on disk. */
export interface ShopRegistry {
  find(domain: string): ShopRecord | undefined;
  all(): ShopRecord[];
  /** Gives the shop that is there, unchanged, or makes it. */
  ensure(input: ShopInput, createdAt: number): ShopRecord;
}

export function openShopRegistry(database: DevDatabase): ShopRegistry {
  const find = (domain: string): ShopRecord | undefined => {
    const row = database.statement("SELECT body FROM shops WHERE domain = ?").get(domain);
    return row === undefined ? undefined : JSON.parse(String(row["body"]));
  };

  return {
    find,
    all: () =>
      database
        .statement("SELECT body FROM shops ORDER BY domain")
        .all()
        .map((row): ShopRecord => JSON.parse(String(row["body"]))),
    ensure(input, createdAt) {
      const there = find(input.domain);
      if (there !== undefined) return there;
      const name = /^([a-z0-9][a-z0-9-]*)\.myshopify\.com$/.exec(input.domain)?.[1];
      if (name === undefined) throw new Error(`Not a domain of a shop: ${input.domain}`);
      const record: ShopRecord = {
        id: shopIdOf(input.domain),
        domain: input.domain,
        name: input.name ?? name,
        plan: input.plan ?? "standard",
        currency: input.currency ?? "USD",
        timezone: input.timezone ?? "UTC",
        email: `owner@${name}.example`,
        createdAt,
      };
      database
        .statement("INSERT INTO shops (domain, body) VALUES (?, ?)")
        .run(record.domain, JSON.stringify(record));
      return record;
    },
  };
}
