import type { DevDatabase } from "../state/database.ts";

/** The pages of a checkout, in their order. */
export const STEPS = ["contact", "shipping", "payment", "thank-you"] as const;

export type Step = (typeof STEPS)[number];

/** How far somebody is in a checkout, and what they wrote that the checkout itself does not keep. */
export interface CheckoutVisit {
  token: string;
  /** The page that comes next; those before it can be gone back to until the order is placed. */
  step: Step;
  firstName: string;
  lastName: string;
  address: string;
  /** Once the order is placed. */
  orderId: string | null;
  /** Whether the thank-you page was shown, which happens once as far as pixels are told. */
  isThanked: boolean;
}

export interface CheckoutVisits {
  find(token: string): CheckoutVisit | undefined;
  save(visit: CheckoutVisit): CheckoutVisit;
}

export function openCheckoutVisits(database: DevDatabase, shop: string): CheckoutVisits {
  return {
    find(token) {
      const row = database
        .statement("SELECT body FROM checkout_visits WHERE shop = ? AND token = ?")
        .get(shop, token);
      return row === undefined ? undefined : JSON.parse(String(row["body"]));
    },
    save(visit) {
      database
        .statement("INSERT OR REPLACE INTO checkout_visits (shop, token, body) VALUES (?, ?, ?)")
        .run(shop, visit.token, JSON.stringify(visit));
      return visit;
    },
  };
}

/** Whether a page may be opened by somebody who is at `at`. */
export function isReached(step: Step, at: Step): boolean {
  if (at === "thank-you") return step === at;
  return STEPS.indexOf(step) <= STEPS.indexOf(at);
}
