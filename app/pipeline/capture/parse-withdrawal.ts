import { z } from "zod";
import { parseExactJson } from "../shared/exact-json.ts";
import type { Malformed } from "./define-topic.ts";
import { uuidField } from "./storefront-event.ts";

/** A message holds one id. */
export const WITHDRAWAL_LIMITS = { maxBytes: 1024 };

const WithdrawalSchema = z.object({ clientId: uuidField });

/** Reads what the theme's embed tells when a visitor takes their consent back. */
export function parseWithdrawal(
  body: string,
): { outcome: "accepted"; clientId: string } | Malformed {
  try {
    const parsed = WithdrawalSchema.safeParse(parseExactJson(body));
    if (parsed.success) return { outcome: "accepted", clientId: parsed.data.clientId };
    return { outcome: "malformed", reason: "clientId: expected a UUID" };
  } catch {
    return { outcome: "malformed", reason: "not JSON" };
  }
}
