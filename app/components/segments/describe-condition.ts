import type { Atom, Condition, Duration, Moment } from "../../pipeline/segment/condition.ts";
import { assertNever } from "../../pipeline/shared/outcome.ts";
import { DAY_MS, HOUR_MS } from "../../pipeline/shared/time.ts";
import { SCORE_WORDS } from "../scores/score-words.ts";

/** A condition for a reader: a sentence, or a heading over further ones. */
export interface ConditionWords {
  text: string;
  parts: ConditionWords[];
}

/** Puts a condition into words, one sentence for each of its parts, nested as the condition is. */
export function describeCondition(condition: Condition): ConditionWords {
  switch (condition.kind) {
    case "all":
      return { text: "All of these hold", parts: condition.of.map(describeCondition) };
    case "any":
      return { text: "At least one of these holds", parts: condition.of.map(describeCondition) };
    case "not": {
      const { text, parts } = describeCondition(condition.of);
      // "Not: all of these hold" is a riddle; a list that must not hold as a whole is not.
      return parts.length > 0 && condition.of.kind === "all"
        ? { text: "Not all of these hold at once", parts }
        : { text: `Not: ${text}`, parts };
    }
    default:
      return { text: describeAtom(condition), parts: [] };
  }
}

function describeAtom(atom: Atom): string {
  switch (atom.kind) {
    case "score": {
      const comparison = atom.comparison === "at-least" ? "at least" : "below";
      return `${SCORE_WORDS[atom.score].label} is ${comparison} ${atom.points} points`;
    }
    case "orders": {
      const comparison = atom.comparison === "at-least" ? "At least" : "At most";
      const orders = `${atom.count} ${atom.count === 1 ? "order" : "orders"}`;
      return `${comparison} ${orders}${atom.windowMs === null ? "" : ` in the last ${lengthWords(atom.windowMs)}`}`;
    }
    case "revenue": {
      const comparison = atom.comparison === "reaches" ? "reaches" : "is above";
      return `Net revenue of the last 365 days ${comparison} ${percentileWords(atom.percentile)}`;
    }
    case "since": {
      const comparison = atom.comparison === "at-least" ? "at least" : "at most";
      return `The ${momentWords(atom.moment)} was ${comparison} ${durationWords(atom.duration)} ago`;
    }
    case "sequence":
      return `${sentence(momentWords(atom.moment))} happened, and nothing of this since: ${atom.unlessLater
        .map((moment) => momentWords(moment).replace(/^last time of /, ""))
        .join(", ")}`;
    default:
      return assertNever(atom);
  }
}

function percentileWords(percentile: number): string {
  return percentile === 50
    ? "your customers’ median"
    : `that of your customers’ top ${100 - percentile}%`;
}

function momentWords(moment: Moment): string {
  if (moment.kind === "first-order") return "first order";
  if (moment.kind === "last-order") return "last order";
  return `last time of ${moment.signals.map((signal) => signal.replaceAll("_", " ")).join(" or ")}`;
}

function durationWords(duration: Duration): string {
  switch (duration.kind) {
    case "fixed":
      return lengthWords(duration.ms);
    case "typical-gaps":
      return duration.times === 1
        ? "one typical gap between orders"
        : `${duration.times} typical gaps between orders`;
    case "longest-of":
      return `the longest of ${duration.of.map(durationWords).join(" and ")}`;
    default:
      return assertNever(duration);
  }
}

function lengthWords(ms: number): string {
  if (ms % DAY_MS === 0) return ms === DAY_MS ? "day" : `${ms / DAY_MS} days`;
  const hours = Math.round((10 * ms) / HOUR_MS) / 10;
  return hours === 1 ? "1 hour" : `${hours} hours`;
}

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);
