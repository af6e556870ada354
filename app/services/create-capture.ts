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

export function createCapture(pool: pg.Pool): Capture {
  return {
    writer: createRawEventWriter({ pool }),
    shopsByDomain: createKnownShops((domain) => findShop(pool, domain)),
    shopsByPixelToken: createKnownShops((token) => findShopByPixelToken(pool, token)),
  };
}
