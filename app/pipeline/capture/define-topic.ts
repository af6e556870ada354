import type { z } from "zod";
import type { Source } from "../shared/source-names.ts";

export interface Malformed {
  outcome: "malformed";
  /** What was wrong and where, fit for a log and for the sender; holds no value of the payload. */
  reason: string;
}

export interface Accepted<S extends Source, T extends string, W> {
  outcome: "accepted";
  source: S;
  topic: T;
  /** The payload reduced to what may be stored. Reading it again gives it back unchanged. */
  wire: W;
}

const MAX_REASONS = 3;

/** One kind of payload: its name and how it is read. */
export function defineTopic<S extends Source, T extends string, W>(
  source: S,
  topic: T,
  schema: z.ZodType<W>,
) {
  const read = (value: unknown): Accepted<S, T, W> | Malformed => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { outcome: "accepted", source, topic, wire: parsed.data };
    return { outcome: "malformed", reason: describeIssues(topic, parsed.error) };
  };
  return { source, topic, read };
}

/** "orders/create: total_price: expected a decimal string; customer.id: expected an id" */
function describeIssues(topic: string, error: z.ZodError): string {
  const reasons = error.issues.slice(0, MAX_REASONS).map((issue) => {
    const path = issue.path.map(String).join(".");
    return path === "" ? issue.message : `${path}: ${issue.message}`;
  });
  const left = error.issues.length - reasons.length;
  return `${topic}: ${reasons.join("; ")}${left > 0 ? `; and ${left} more` : ""}`;
}
