import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../pipeline/shared/time.ts";
import { termWords } from "../scores/ledger-words.ts";

/** A length of time in the largest unit in which it is whole: "36 hours", "14 days". */
export function spanWords(ms: number): string {
  for (const [unit, name] of [
    [DAY_MS, "day"],
    [HOUR_MS, "hour"],
    [MINUTE_MS, "minute"],
  ] as const) {
    if (ms % unit === 0) return `${ms / unit} ${name}${ms === unit ? "" : "s"}`;
  }
  return `${ms / 1000} seconds`;
}

/** A share as a percentage: "30%". */
export const shareWords = (share: number): string => `${Math.round(share * 1000) / 10}%`;

const FIELD_WORDS: Record<string, string> = {
  weight: "points",
  halfLifeMs: "half-life",
  dailyCap: "at most a day",
  windowMs: "window",
  share: "share taken",
  reachMs: "reach",
  pointsPerDecile: "points for each tenth",
  pointsPerOrder: "points for each order",
  frequencyCap: "most points for orders",
  recencyPoints: "points for the last order",
};

/** Where a number of a model stands, in words: "Intent: product viewed, half-life". */
export function pathWords(path: string): string {
  const [score = "", part = "", name = "", field = ""] = path.split(".");
  const head = `${score.charAt(0).toUpperCase()}${score.slice(1)}`;
  if (part === "groupCaps") return `${head}: cap of ${name}`;
  if (name !== "")
    return `${head}: ${termWords(name).toLowerCase()}, ${FIELD_WORDS[field] ?? field}`;
  return score === "behavior"
    ? `${head}: part of ${part}`
    : `${head}: ${FIELD_WORDS[part] ?? part}`;
}

/** A number of a model as its place has it; null: there is none. */
export function numberWords(path: string, value: number | null): string {
  if (value === null) return "none";
  if (path.endsWith("Ms")) return spanWords(value);
  return path.endsWith(".share") ? shareWords(value) : String(value);
}
