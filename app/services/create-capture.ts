import type pg from "pg";
import { findShop, findShopByPixelToken } from "../db/shop.ts";
import { createKnownShops, type KnownShops } from "./known-shops.ts";
import { createRawEventWriter, type RawEventWriter } from "./raw-event-writer.ts";

/** What all requests of a process that bring events share. */
export interface Capture {
  /** What is received at once is committed together. */
  writer: RawEventWriter;
  shopsByDomain: KnownShops;
  shopsByPixelToken: KnownShops;
}

/** @param waitMs how long a sender waits for its events to be stored; null: as long as it takes */
export function createCapture(pool: pg.Pool, waitMs: number | null = null): Capture {
  return {
    writer: createRawEventWriter({ pool, waitMs }),
    shopsByDomain: createKnownShops((domain) => findShop(pool, domain)),
    shopsByPixelToken: createKnownShops((token) => findShopByPixelToken(pool, token)),
  };
}
