import type { Signal } from "../shared/signals.ts";
import { DAY_MS, SLOT_MS } from "../shared/time.ts";
import type { Atom, Condition, Things, Window } from "./condition-tree.ts";
import { asksCatalog, atomsOf, isAboutProducts, thingsOf } from "./walk-condition.ts";

/** What must be loaded of profiles and their shop to judge some conditions, besides facts and scores. */
export interface Requirements {
  /** Of which signals what they were about, and how many milliseconds back from now; null: all time. */
  looks: ReadonlyMap<Signal, number | null>;
  /** Of which of these what their products cost then. */
  priced: ReadonlySet<Signal>;
  orderDetails: boolean;
  catalog: boolean;
  consents: boolean;
  /** The tags that are named, in lower case, each once. */
  tags: readonly string[];
  outlook: boolean;
}

/** The longest local day: clocks that go back, in a zone that changes its offset that day. */
const SLACK_MS = DAY_MS + 3 * SLOT_MS;

/** What judging these conditions needs. Conditions that ask for nothing beyond scores and counts need nothing. */
export function requirementsOf(conditions: Iterable<Condition>): Requirements {
  const looks = new Map<Signal, number | null>();
  const priced = new Set<Signal>();
  const tags = new Set<string>();
  const needed = { orderDetails: false, catalog: false, consents: false, outlook: false };
  for (const condition of conditions) {
    for (const atom of atomsOf(condition)) {
      if (atom.kind === "tag") tags.add(atom.tag.trim().toLowerCase());
      if (atom.kind === "consent") needed.consents = true;
      if (atom.kind === "prediction" || atom.kind === "next-order") needed.outlook = true;
      for (const things of thingsOf(atom)) {
        const isByProduct = asksByProduct(atom, things);
        if (atom.kind === "sum" && things.kind === "signals") {
          for (const signal of things.signals) priced.add(signal);
          needed.catalog = true;
        }
        if (things.where.some(asksCatalog)) needed.catalog = true;
        if (!isByProduct && things.where.length === 0) continue;
        if (things.kind === "orders") needed.orderDetails = true;
        else addLooks({ looks, things, atom, isByProduct });
      }
    }
  }
  return { looks, priced, tags: [...tags], ...needed };
}

/** Whether what is counted must be known by product although no filter asks for one. */
function asksByProduct(atom: Atom, things: Things): boolean {
  if (atom.kind === "count") return atom.each === "product";
  return atom.kind === "sum" && (things.kind === "signals" || atom.money !== "whole");
}

function addLooks(input: {
  looks: Map<Signal, number | null>;
  things: Extract<Things, { kind: "signals" }>;
  atom: Atom;
  isByProduct: boolean;
}): void {
  const { looks, things, atom, isByProduct } = input;
  if (!isByProduct && !things.where.some(isAboutProducts)) return;
  const reach = "window" in atom ? reachOf(atom.window) : null;
  for (const signal of things.signals) {
    const known = looks.get(signal);
    const farther = known === null || reach === null ? null : Math.max(known ?? 0, reach);
    looks.set(signal, farther);
  }
}

const reachOf = (window: Window | null): number | null =>
  window === null ? null : (window.kind === "fixed" ? window.ms : window.days * DAY_MS) + SLACK_MS;
