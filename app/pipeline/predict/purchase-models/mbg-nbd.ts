import { betaGeometric } from "./beta-geometric.ts";
import { BETA_GEOMETRIC_BOUNDS, MBG_PRIOR } from "./priors.ts";
import type { PurchaseModel } from "./purchase-model.ts";

/**
 * MBG/NBD (Batislam, Denizel & Filiztekin 2007, "Empirical validation and comparison of models for customer base
 * analysis"; the CBG/NBD of Hoppe & Wagner 2007 is the same): as BG/NBD, and a customer can also leave after the
 * first purchase. So silence after one purchase can be what it mostly is.
 */
export const mbgNbd: PurchaseModel = {
  ...MBG_PRIOR,
  ...betaGeometric(1),
  bounds: BETA_GEOMETRIC_BOUNDS,
};
