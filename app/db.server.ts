import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaClient } from "@prisma/client";
import { getPool } from "./db/pool.server.ts";

const PRISMA = Symbol.for("kindling.prisma");
const shared = globalThis as { [PRISMA]?: PrismaClient };

/** Prisma, over the same pool as the set-based SQL: for Shopify's sessions, pages and rare writes. */
export function getPrisma(): PrismaClient {
  shared[PRISMA] ??= new PrismaClient({ adapter: new PrismaPg(getPool()) });
  return shared[PRISMA];
}
