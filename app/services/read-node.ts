import { createHash } from "node:crypto";
import type { NewRawEvent } from "../db/raw-events.ts";
import type { KeptTags } from "../pipeline/capture/keep-prefixed-tags.ts";
import {
  parseBackfillRecord,
  type ParsedBackfillRecord,
} from "../pipeline/capture/parse-backfill-record.ts";
import type { BackfillResource } from "../pipeline/capture/topics.ts";

type Accepted = Extract<ParsedBackfillRecord, { outcome: "accepted" }>;

export type ReadNode =
  | { outcome: "read"; event: NewRawEvent; record: Accepted }
  /** Kept with the reason instead of its content, which may hold what we must not keep. */
  | { outcome: "unreadable"; key: string; error: string };

/** Reads one record of the Admin API into the raw event that it is kept as. */
export function readNode(resource: BackfillResource, node: unknown, kept: KeptTags): ReadNode {
  const parsed = parseBackfillRecord({ resource, node, ...kept });
  if (parsed.outcome === "malformed") {
    const digest = createHash("sha256").update(JSON.stringify(node)).digest("base64url");
    return { outcome: "unreadable", key: `${resource}:unreadable:${digest}`, error: parsed.reason };
  }
  const event = { key: parsed.naturalKey, topic: resource, wire: parsed.wire };
  return { outcome: "read", event, record: parsed };
}
