import { betaGeometric } from "./beta-geometric.ts";
import { BETA_GEOMETRIC_BOUNDS, BG_PRIOR } from "./priors.ts";
import type { PurchaseModel } from "./purchase-model.ts";

/**
 * BG/NBD (Fader, Hardie & Lee 2005, "Counting your customers the easy way"): a customer can leave after each repeat
 * purchase, so one who never came back has surely not left. Its probabilities therefore rank those badly: rank by the
 * expected number of purchases.
 */
export const bgNbd: PurchaseModel = {
  ...BG_PRIOR,
  ...betaGeometric(0),
  bounds: BETA_GEOMETRIC_BOUNDS,
};
