import { SOURCE_NAMES, type SourceName } from "../../pipeline/shared/source-names.ts";
import type { Words } from "../words/use-words.ts";

/** What one of a source's counts is: "1 webhook", "2 webhooks". */
const NOUNS = {
  webhook: "webhook",
  proxy: "event",
  pixel: "event",
  api: "message",
  klaviyo: "event",
  backfill: "record",
  reconciliation: "record",
} as const satisfies Record<SourceName, string>;

/** What a source is called; one that nobody has a name for, as it calls itself. */
export function sourceName({ t }: Words<"sources">, source: string): string {
  const known = SOURCE_NAMES.find((name) => name === source);
  return known === undefined ? source : t(`name.${known}`);
}

/** What comes from it. */
export const sourceBrings = ({ t }: Words<"sources">, source: SourceName): string =>
  t(`brings.${source}`);

export const countOf = (
  { t, format }: Words<"sources">,
  source: SourceName,
  count: number,
): string => t(`counted.${NOUNS[source]}`, { count, amount: format.count(count) });
