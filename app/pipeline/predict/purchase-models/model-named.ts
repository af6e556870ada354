import { bgNbd } from "./bg-nbd.ts";
import type { FittedPurchases, PurchaseModelName } from "./fitted-purchases.ts";
import { mbgNbd } from "./mbg-nbd.ts";
import { paretoNbd } from "./pareto-nbd.ts";
import type { ParameterVector, PurchaseModel } from "./purchase-model.ts";

export function modelNamed(name: PurchaseModelName): PurchaseModel {
  switch (name) {
    case "bg-nbd":
      return bgNbd;
    case "mbg-nbd":
      return mbgNbd;
    case "pareto-nbd":
      return paretoNbd;
  }
}

/** The parameters of a fitted model in the order in which its formulas take them. */
export function vectorOf(fitted: FittedPurchases): ParameterVector {
  const { r, alpha } = fitted.parameters;
  switch (fitted.model) {
    case "bg-nbd":
    case "mbg-nbd":
      return [r, alpha, fitted.parameters.a, fitted.parameters.b];
    case "pareto-nbd":
      return [r, alpha, fitted.parameters.s, fitted.parameters.beta];
  }
}
