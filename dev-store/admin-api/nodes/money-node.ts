import { formatDecimal } from "../../state/money.ts";
import type { ApiNode } from "../api-node.ts";

export function toMoneyV2(minor: number, currency: string): ApiNode {
  return {
    __typename: "MoneyV2",
    amount: formatDecimal(minor, currency),
    currencyCode: currency,
  };
}

/** The shop sells in its own currency alone, so both sides are equal. */
export function toMoneyBag(minor: number, currency: string): ApiNode {
  const money = toMoneyV2(minor, currency);
  return { __typename: "MoneyBag", shopMoney: money, presentmentMoney: money };
}
