import type { Definition } from "../definition.ts";
import { openNaiveShop } from "../naive/shop.ts";
import { profileHistories } from "../simulate/profile-histories.ts";
import type { ProfileHistory } from "../simulate/profile-histories.ts";
import { changesOfShop } from "../simulate/merged-orders.ts";
import type { World } from "../simulate/world.ts";
import type { Change } from "../steps.ts";
import { memberAt } from "../steps.ts";
import { addTallies, NOTHING } from "./checks.ts";
import type { Difference, Reason, Tally } from "./checks.ts";
import { judgeNaively } from "./judge-naively.ts";

/** What is stored of one profile after a step. */
export interface StoredStep {
  at: number;
  name: string;
  handles: readonly string[];
  dueAt: number | null;
}

/** Compares what was stored of a profile after steps of a world with what the naive evaluator says of it. */
export interface StepChecker {
  /** The profiles of which something must be stored at an instant. */
  namesAt(at: number): string[];
  check(step: StoredStep): Tally;
}

/**
 * Of every segment it is asked whether the profile is in it, whenever it was looked at last, and whether it is due no
 * later than its next change by time alone. Segments must be plain: a stay counts from the look that found it.
 */
export function openStepChecker(world: World, definitions: readonly Definition[]): StepChecker {
  const shop = openNaiveShop(world);
  const histories = profileHistories(world);
  const lives = new Map<string, Life>();
  const lifeOf = (name: string): Life | undefined => {
    const known = lives.get(name);
    const history = histories.find((one) => one.name === name);
    if (known !== undefined || history === undefined) return known;
    const word = judgeNaively(history, { shop, definitions });
    const timelines = definitions.map(({ handle }) => ({ handle, changes: word.timeline(handle) }));
    const life = { history, timelines, news: newsOf(history, world) };
    lives.set(name, life);
    return life;
  };
  return {
    namesAt: (at) =>
      histories.filter(({ from, until }) => from <= at && at < until).map(({ name }) => name),
    check(step) {
      const life = lifeOf(step.name);
      if (life === undefined) throw new Error(`${step.name} is stored and was never simulated`);
      return life.timelines.reduce(
        (tally, { handle, changes }) =>
          addTallies(tally, checkOne(step, { handle, changes, life })),
        NOTHING,
      );
    },
  };
}

interface Life {
  history: ProfileHistory;
  timelines: readonly { handle: string; changes: readonly Change[] }[];
  /** When something is told that may concern it, ascending; between these time alone changes anything. */
  news: readonly number[];
}

const newsOf = ({ tellings }: ProfileHistory, world: World): number[] =>
  [...tellings, ...changesOfShop(world), ...world.prices.map(({ at }) => at)].sort((a, b) => a - b);

function checkOne(
  { at, name, handles, dueAt }: StoredStep,
  { handle, changes, life }: { handle: string; changes: readonly Change[]; life: Life },
): Tally {
  const naive = memberAt(changes, at);
  const product = handles.includes(handle);
  const shown: Difference[] = [];
  const tell = (when: number, reason: Reason): void =>
    void shown.push({ handle, name, at: when, reason, naive, product });
  if (naive !== product) tell(at, "stored at a step");
  const next = changes.find((change) => change.at > at)?.at ?? Infinity;
  const news = life.news.find((instant) => instant > at) ?? Infinity;
  const isByTime = next < news && next < life.history.until;
  if (isByTime && (dueAt === null || dueAt > next)) tell(next, "due too late");
  const checked = isByTime ? 2 : 1;
  return { ...NOTHING, checked, differences: shown.length, dues: isByTime ? 1 : 0, shown };
}
