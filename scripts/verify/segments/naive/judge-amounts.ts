import type {
  CountAtom,
  Filter,
  Money,
  RevenueAtom,
  ShareAtom,
  SumAtom,
} from "../../../../app/pipeline/segment/condition-tree.ts";
import type { Order } from "../simulate/world.ts";
import { toMinor } from "./amounts.ts";
import { compares } from "./compare.ts";
import { isInWindow } from "./durations.ts";
import type { NaiveLook } from "./look.ts";
import { netOf, YEAR_MS } from "./orders.ts";
import { passingOrders, passingProducts, passingSignals } from "./things.ts";

export const judgeCount = (atom: CountAtom, look: NaiveLook): boolean =>
  compares(countOf(atom, look), atom.comparison, atom.count);

/** How many; of the product that has most. */
export function countOf(
  { of, window, each }: Pick<CountAtom, "of" | "window" | "each">,
  look: NaiveLook,
): number {
  /** The products of each thing that counts. */
  let counted: string[][];
  if (of.kind === "orders") {
    counted = passingOrders(of.where, look)
      .filter(({ placedAt }) => isInWindow(placedAt, { window, of: "orders", when: look }))
      .map((order) => passingProducts(order, of.where, look));
  } else {
    counted = passingSignals(of, look)
      .filter(({ occurredAt }) => isInWindow(occurredAt, { window, of: "signals", when: look }))
      .map(({ about }) => (about?.startsWith("product:") === true ? [about] : []));
  }
  if (each === null) return counted.length;
  const products = counted.flat();
  const times = products.map((product) => products.filter((other) => other === product).length);
  return Math.max(0, ...times);
}

export const judgeSum = (atom: SumAtom, look: NaiveLook): boolean =>
  compares(sumOf(atom, look), atom.comparison, toMinor(atom.amount, look.shop.world.currency));

/** In minor units. */
export function sumOf(
  { of, money, window }: Pick<SumAtom, "of" | "money" | "window">,
  look: NaiveLook,
): number {
  const when = look;
  const values =
    of.kind === "orders"
      ? passingOrders(of.where, look)
          .filter(({ placedAt }) => isInWindow(placedAt, { window, of: "orders", when }))
          .flatMap((order) => moneyOf(order, { where: of.where, money, look }))
      : passingSignals(of, look)
          .filter(({ occurredAt }) => isInWindow(occurredAt, { window, of: "signals", when }))
          .flatMap(({ about, occurredAt }) => priceOf(about, occurredAt, look));
  const sum = (list: typeof values): number => list.reduce((total, { minor }) => total + minor, 0);
  if (money !== "one-product") return sum(values);
  const products = new Set(values.map(({ product }) => product));
  return Math.max(
    0,
    ...[...products].map((product) => sum(values.filter((value) => value.product === product))),
  );
}

interface Value {
  product: string;
  minor: number;
}

function priceOf(about: string | null, at: number, { shop }: NaiveLook): Value[] {
  const [kind, product = ""] = about?.split(":") ?? [];
  return kind === "product" ? [{ product, minor: shop.priceAt(product, at) }] : [];
}

/** No part of an order comes to more than the order does. */
function moneyOf(
  order: Order,
  { where, money, look }: { where: readonly Filter[]; money: Money; look: NaiveLook },
): Value[] {
  const net = netOf(order, look.at);
  if (money === "whole") return [{ product: "", minor: net }];
  const soldFor = (product: string): number =>
    order.lines
      .filter(({ productId }) => productId === product)
      .map((line) => Math.max(0, line.quantity * line.priceMinor - line.discountMinor))
      .reduce((total, minor) => total + minor, 0);
  const products = passingProducts(order, where, look);
  if (money === "one-product") {
    return products.map((product) => ({ product, minor: Math.min(net, soldFor(product)) }));
  }
  const together = products.map(soldFor).reduce((total, minor) => total + minor, 0);
  return [{ product: "", minor: Math.min(net, together) }];
}

export function judgeShare(atom: ShareAtom, look: NaiveLook): boolean {
  const { window } = atom;
  const inWindow = ({ placedAt }: { placedAt: number }): boolean =>
    isInWindow(placedAt, { window, of: "orders", when: look });
  const all = look.profile.orders(look.at).filter(inWindow).length;
  const passing = passingOrders(atom.where, look).filter(inWindow).length;
  return all > 0 && compares(passing * 100, atom.comparison, atom.percent * all);
}

export function judgeRevenue(atom: RevenueAtom, look: NaiveLook): boolean {
  const { shop, profile, at } = look;
  const cut = shop.benchmarks(at).deciles[atom.percentile / 10 - 1];
  const revenue = profile
    .orders(at)
    .filter(({ placedAt }) => placedAt > at - YEAR_MS)
    .reduce((sum, order) => sum + netOf(order, at), 0);
  if (cut === undefined || revenue <= 0) return false;
  return atom.comparison === "reaches" ? revenue >= cut : revenue > cut;
}
