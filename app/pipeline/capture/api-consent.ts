import { foldEventName } from "../shared/event-names.ts";
import { looseObject } from "./read-loose.ts";

// How consent tools name the purpose that scoring belongs to. C0002 is OneTrust's category of
// performance and analytics cookies.
const PURPOSES = ["analytics", "statistics", "measurement", "performance", "tracking", "profiling"];
const PURPOSE_IDS = new Set(["c0002"]);

/**
 * Whether the person said no to analytics: Segment's `context.consent.categoryPreferences` with such a
 * category at false, or RudderStack's `context.consentManagement.deniedConsentIds` with one in the list.
 * No word about it is no refusal: whoever sends decides whether they may.
 */
export function isConsentDenied(context: unknown): boolean {
  const { consent, consentManagement } = looseObject(context);
  const preferences = looseObject(looseObject(consent)["categoryPreferences"]);
  const refused = Object.keys(preferences).filter((name) => preferences[name] === false);
  const { deniedConsentIds } = looseObject(consentManagement);
  const denied: unknown[] = Array.isArray(deniedConsentIds) ? deniedConsentIds : [];
  return [...refused, ...denied].some((name) => typeof name === "string" && isAnalytics(name));
}

function isAnalytics(category: string): boolean {
  const folded = foldEventName(category);
  return PURPOSE_IDS.has(folded) || PURPOSES.some((purpose) => folded.includes(purpose));
}
