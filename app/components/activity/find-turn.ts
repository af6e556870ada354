import type { ActivityEntry } from "../../queries/activity-entry.ts";

/** Whose turn it is after something failed, and so what is to be done; each has its words. */
export type Turn =
  | "access"
  | "klaviyo-key"
  | "slower"
  | "outage"
  | "kindling"
  | "gone"
  | "refused"
  | "no-consent"
  | "newer";

/** The first that fits. Reasons are words of Shopify's, Klaviyo's or the database's, and of ours. */
const BY_REASON: readonly [RegExp, Turn][] = [
  [/klaviyo.*(?:key|401|403)|key of klaviyo/i, "klaviyo-key"],
  [/throttl|\b429\b|too many requests/i, "slower"],
  [/access denied|ACCESS_DENIED|permission|scope|unauthori[sz]ed|\b40[13]\b|no token/i, "access"],
  [/customer.*(?:does not exist|not found)|owner.*(?:does not exist|not found)/i, "gone"],
  [
    /\b5\d\d\b|did not answer|could not be reached|network|timed? ?out|ECONN|socket|terminat/i,
    "outage",
  ],
];

/** Whose turn it is at a line of the log; null: it went well, or says so itself. */
export function findTurn({ kind, outcome, what }: ActivityEntry): Turn | null {
  if (outcome === "done") return null;
  switch (what.type) {
    case "told":
      if (outcome === "ignored") return "no-consent";
      return kind === "klaviyo" ? (turnOf(what.error) ?? "refused") : "refused";
    case "unreadable":
      return "newer";
    case "noted":
      return turnOf(what.reason) ?? "kindling";
    case "tag-write":
    case "refused":
    case "fit":
    case "version":
    case "model":
    case "history":
    case "data-request":
      return null;
  }
}

const turnOf = (reason: string | null): Turn | null =>
  reason === null ? null : (BY_REASON.find(([pattern]) => pattern.test(reason))?.[1] ?? null);
