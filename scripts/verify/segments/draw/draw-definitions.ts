import type { Condition } from "../../../../app/pipeline/segment/condition-tree.ts";
import { createRandom } from "../../../../dev-store/simulation/random.ts";
import type { Random } from "../../../../dev-store/simulation/random.ts";
import type { Definition } from "../definition.ts";
import { isMet } from "../naive/judge.ts";
import type { NaiveProfile } from "../naive/look.ts";
import type { NaiveShop } from "../naive/shop.ts";
import { DAY_MS, HOUR_MS } from "../simulate/world.ts";
import { drawAtom } from "./draw-atom.ts";
import type { AtomDrawing, AtomKind } from "./draw-atom.ts";
import { drawSample } from "./sample.ts";

const SAMPLE = 150;
const DRAFTS = 8;
const MOST_DEPTH = 3;
const NODES = ["all", "all", "any", "any", "none"] as const;

/** Every kind, those that move most by time more than once. */
const KINDS: readonly [AtomKind, ...AtomKind[]] = [
  "score",
  "score",
  "prediction",
  "next-order",
  "rfm",
  "rfm-group",
  "count",
  "count",
  "count",
  "sum",
  "sum",
  "share",
  "revenue",
  "since",
  "since",
  "since",
  "sequence",
  "sequence",
  "sequence",
  "consent",
  "tag",
  "segment",
  "person",
];

/** Random segments, among whose drafts those are taken that some people are in and some are not. */
export function drawDefinitions(input: {
  count: number;
  shop: NaiveShop;
  profiles: readonly NaiveProfile[];
}): Definition[] {
  const { count, shop, profiles } = input;
  const { world } = shop;
  const random = createRandom(`${world.seed} definitions`);
  const sample = drawSample({ random, shop, profiles, size: SAMPLE });
  const { typicalGapMs } = shop.benchmarks(world.startAt);
  const definitions: Definition[] = [];
  for (let number = 1; number <= count; number += 1) {
    const handles = definitions.map(({ handle }) => handle);
    const drawing = { random, world, sample, typicalGapMs, handles };
    const settling = drawSettling(drawing);
    const condition = drawLively(drawing);
    definitions.push({ handle: `drawn-${number}`, condition, ...settling });
  }
  return definitions;
}

/** Some stay until something else is met, some stay or stay away for a while. */
function drawSettling(drawing: AtomDrawing): Omit<Definition, "handle" | "condition"> {
  const { random } = drawing;
  const length = (): number => random.between(1, 24) * random.pick([HOUR_MS, HOUR_MS, DAY_MS / 4]);
  return {
    leaveWhen: random.chance(0.2) ? drawLively(drawing) : null,
    minimumStayMs: random.chance(0.2) ? length() : 0,
    minimumAbsenceMs: random.chance(0.2) ? length() : 0,
  };
}

/** The draft whose condition is nearest to be met by two in five of the sample. */
function drawLively(drawing: AtomDrawing): Condition {
  const drafts = Array.from({ length: DRAFTS }, () => {
    const condition = drawTree(drawing, MOST_DEPTH);
    const met = drawing.sample.filter((look) => isMet(condition, look)).length;
    return { condition, distance: Math.abs(met / drawing.sample.length - 0.4) };
  });
  const lively = drafts.filter(({ distance }) => distance < 0.37);
  const chosen = lively[0] ?? drafts.sort((a, b) => a.distance - b.distance)[0];
  if (chosen === undefined) throw new Error("there are drafts");
  return chosen.condition;
}

function drawTree(drawing: AtomDrawing, depth: number): Condition {
  const { random } = drawing;
  if (depth === 0 || random.chance(0.25)) return drawSomeAtom(drawing);
  const kind = random.pick(NODES);
  const length = kind === "none" ? 1 : random.between(1, 3);
  return { kind, of: Array.from({ length }, () => drawTree(drawing, depth - 1)) };
}

function drawSomeAtom(drawing: AtomDrawing): Condition {
  for (;;) {
    const atom = drawAtom(pickKind(drawing.random), drawing);
    if (atom !== null) return atom;
  }
}

const pickKind = (random: Random): AtomKind => random.pick(KINDS);
