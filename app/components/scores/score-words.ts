import type { UnknownReason } from "../../pipeline/score/scores.ts";
import type { Words } from "../words/use-words.ts";

const UNKNOWN_REASONS: Record<UnknownReason, true> = {
  "no-browsing-yet": true,
  "no-activity-yet": true,
  "no-orders-yet": true,
  "no-benchmarks-yet": true,
  "nothing-known-yet": true,
};

/** Why a score is unknown, in words; a reason of an older model as it was stored. */
export function unknownWords({ t }: Words<"scores">, reason: string): string {
  return isKnownReason(reason) ? t(`unknown.${reason}`) : reason.replaceAll("-", " ");
}

const isKnownReason = (reason: string): reason is UnknownReason =>
  Object.hasOwn(UNKNOWN_REASONS, reason);
