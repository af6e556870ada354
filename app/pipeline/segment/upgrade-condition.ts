import { isObject } from "./read-json.ts";

/**
 * A stored condition in the words of today. Until 0037 there were orders, moments and "not" of their own: rows of that
 * time are never rewritten, so that a release can be taken back. Everything else is handed on as it is.
 */
export function upgradeCondition(json: unknown): unknown {
  if (!isObject(json)) return json;
  const { kind, of } = json;
  if (kind === "not") return { kind: "none", of: [upgradeCondition(of)] };
  if (Array.isArray(of) && (kind === "all" || kind === "any" || kind === "none")) {
    return { ...json, of: of.map(upgradeCondition) };
  }
  if (kind === "score" && json.comparison === "below") return { ...json, comparison: "less-than" };
  if (kind === "orders") return upgradeOrders(json);
  if (kind === "since") {
    // "At most so long ago" became "less than so long ago", which ends a millisecond earlier.
    const comparison = json.comparison === "at-most" ? "less-than" : json.comparison;
    return { ...json, comparison, moment: upgradeMoment(json.moment) };
  }
  return kind === "sequence" && Array.isArray(json.unlessLater)
    ? upgradeSequence(json.moment, json.unlessLater)
    : json;
}

function upgradeOrders({ windowMs, comparison, count }: Record<string, unknown>): unknown {
  const window = windowMs === null ? null : { kind: "fixed", ms: windowMs };
  const of = { kind: "orders", where: [] };
  return { kind: "count", of, each: null, window, comparison, count };
}

function upgradeMoment(moment: unknown): unknown {
  if (!isObject(moment)) return moment;
  if (moment.kind === "first-order") return { kind: "first", of: { kind: "orders", where: [] } };
  if (moment.kind === "last-order") return { kind: "last", of: { kind: "orders", where: [] } };
  if (moment.kind !== "last-signal") return moment;
  return { kind: "last", of: { kind: "signals", signals: moment.signals, where: [] } };
}

function upgradeSequence(moment: unknown, unlessLater: readonly unknown[]): unknown {
  const by = unlessLater.map(upgradeMoment).map((later) => (isObject(later) ? later.of : later));
  return { kind: "sequence", moment: upgradeMoment(moment), followed: "none", by, within: null };
}
