import type { MicroPoints } from "../score/micro-points.ts";
import type { Score, ScoreName } from "../score/scores.ts";
import { levelOf, settleLevel, THRESHOLDS, type ScoreLevels } from "./score-levels.ts";

/** A change of a customer that is told to others as something that happened. */
export type Announcement =
  | { kind: "entered" | "left"; segment: { handle: string; name: string }; reason: string }
  | {
      kind: "crossed";
      score: ScoreName;
      /** In points with one decimal; 0 where the score is unknown. */
      points: number;
      pointsBefore: number;
      direction: "up" | "down";
      /** Of several that were crossed at once, the last one. */
      threshold: number;
      reason: string;
    };

const MICRO_PER_POINT = 1_000_000;
const TERMS = 3;

/**
 * The scores that went over or under a threshold from one scoring to the next. A score goes over one at exactly its
 * points, and under it only a margin below; an unknown one is below every threshold.
 * @param told.levels as after the scoring before; null: nothing was ever said
 */
export function findCrossings(told: {
  levels: ScoreLevels | null;
  before: Readonly<Record<ScoreName, MicroPoints | null>>;
  after: Readonly<Record<ScoreName, Score>>;
}): Extract<Announcement, { kind: "crossed" }>[] {
  const names: ScoreName[] = ["intent", "engagement", "value", "behavior"];
  return names.flatMap((score) => {
    const before = told.before[score];
    const ledger = told.after[score];
    const from = told.levels?.[score] ?? levelOf(before);
    const to = settleLevel(from, ledger.points);
    const direction = to > from ? "up" : "down";
    const threshold = to === from ? undefined : THRESHOLDS[direction === "up" ? to - 1 : to];
    if (threshold === undefined) return [];
    const reason = explain(ledger);
    const kind = "crossed" as const;
    const [points, pointsBefore] = [inPoints(ledger.points ?? 0), inPoints(before ?? 0)];
    return [{ kind, score, points, pointsBefore, direction, threshold, reason }];
  });
}

/** Rounded down, so that 49.99 does not read as 50. */
const inPoints = (micro: MicroPoints): number => Math.floor(micro / (MICRO_PER_POINT / 10)) / 10;

/** What weighs most in the score, e.g. "checkout_started 30, cart_changed 12.5". */
function explain(ledger: Score): string {
  if (ledger.points === null) return ledger.reason.replaceAll("-", " ");
  const heaviest = [...ledger.contributions]
    .filter(({ points }) => points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
    .slice(0, TERMS);
  if (heaviest.length === 0) return "nothing counts any more";
  return heaviest.map(({ term, points }) => `${term} ${inPoints(points)}`).join(", ");
}

/** The triggers of extensions/, by what they tell. */
export const FLOW_TRIGGERS: Readonly<Record<Announcement["kind"], string>> = {
  entered: "kindling-segment-entered",
  left: "kindling-segment-left",
  crossed: "kindling-score-crossed",
};

/** As the extensions name them in Flow's editor: Flow may know a trigger by its handle or by its name. */
const TRIGGER_NAMES: Readonly<Record<Announcement["kind"], string>> = {
  entered: "segment entered",
  left: "segment left",
  crossed: "score crossed",
};

/** Which of our triggers Flow means; null: none that is known. */
export function kindOfTrigger(definitionId: string): Announcement["kind"] | null {
  const id = definitionId.trim().toLowerCase();
  const kinds: Announcement["kind"][] = ["entered", "left", "crossed"];
  return kinds.find((kind) => id === FLOW_TRIGGERS[kind] || id === TRIGGER_NAMES[kind]) ?? null;
}

/** Longest text in a payload: Flow takes 50,000 bytes in all, of at most four a character. */
const MAX_TEXT = 1000;

/**
 * What Flow is told: the trigger's handle and exactly the properties that its extension declares.
 * @param changeId unique among all changes of all shops
 */
export function describeForFlow(told: {
  announcement: Announcement;
  customerId: string;
  changeId: string;
}): { handle: string; payload: Record<string, string | number> } {
  const { announcement, customerId, changeId } = told;
  const { kind } = announcement;
  const common = {
    customer_id: Number(customerId),
    Reason: oneLine(announcement.reason),
    "Change id": changeId,
  };
  const handle = FLOW_TRIGGERS[kind];
  if (kind !== "crossed") {
    const { segment } = announcement;
    const words = { Segment: oneLine(segment.name), "Segment handle": segment.handle };
    return { handle, payload: { ...common, ...words } };
  }
  const { score, points, pointsBefore, direction, threshold } = announcement;
  const numbers = { Points: points, "Points before": pointsBefore, Threshold: threshold };
  return { handle, payload: { ...common, Score: score, Direction: direction, ...numbers } };
}

/** The cut may go through a sign of two halves, and half a one is no text. */
const oneLine = (text: string): string =>
  text.replace(/\s+/g, " ").trim().slice(0, MAX_TEXT).toWellFormed();
