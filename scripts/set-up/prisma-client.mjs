import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { findPinnedNode } from "./pinned-node.mjs";
import { ROOT, runProgram, say } from "./process.mjs";
import { hashFiles, isCurrent, writeStamp } from "./stamp.mjs";

const SCHEMA = join(ROOT, "prisma", "schema.prisma");
const SOURCES = [SCHEMA, join(ROOT, "package-lock.json")];
const STAMP = join(ROOT, "node_modules", ".prisma", "kindling-schema");

export function prismaClientIsReady() {
  return !existsSync(SCHEMA) || isCurrent(STAMP, hashFiles(SOURCES));
}

/** Generates the Prisma client when the schema is another than the one it was generated from. */
export async function ensurePrismaClient() {
  if (prismaClientIsReady()) return;
  say("generating the Prisma client");
  const hash = hashFiles(SOURCES);
  await runProgram(
    findPinnedNode(),
    [join("node_modules", "prisma", "build", "index.js"), "generate"],
    {
      env: {
        ...process.env,
        // Generating connects to nothing; the schema only wants the variable to be there.
        DATABASE_URL: process.env["DATABASE_URL"] ?? "postgresql://unused@127.0.0.1/unused",
        CHECKPOINT_DISABLE: "1",
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
      },
      quiet: true,
    },
  );
  writeStamp(STAMP, hash);
}
