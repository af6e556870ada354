import { fitPurchases } from "../../app/pipeline/predict/purchase-models/fit-purchases.ts";
import type { FitOptions } from "../../app/pipeline/predict/purchase-models/fit-purchases.ts";
import { PURCHASE_MODELS } from "../../app/pipeline/predict/purchase-models/fitted-purchases.ts";
import type { PurchaseMix } from "../../app/pipeline/predict/purchase-models/fitted-purchases.ts";
import type { GroupedHistories } from "../../app/pipeline/predict/purchase-models/grouped-histories.ts";

/**
 * Fits all models to a shop's customers, to be asked together: the safe choice where there is too little to
 * choose by. Leaving counts as found where all of them find it. As each of them, it never fails.
 */
export function fitPurchaseMix(histories: GroupedHistories, options: FitOptions = {}): PurchaseMix {
  const members = PURCHASE_MODELS.map((name) => fitPurchases(name, histories, options));
  return {
    model: "mix",
    members,
    customers: histories.customers,
    repeatCustomers: histories.repeatCustomers,
    penalty: Math.min(...members.map((member) => member.penalty)),
    basis: members.every(({ basis }) => basis === "data") ? "data" : "prior",
    isDropoutIdentified: members.every((member) => member.isDropoutIdentified),
  };
}
