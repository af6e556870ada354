import { meanJudgement } from "../../app/pipeline/predict/backtest/judge.ts";
import { describeSessions } from "./sessions/describe-sessions.ts";
import { judgeSplit } from "./sessions/judge-split.ts";
import type { JudgedSessionModel, JudgedSplit } from "./sessions/judge-split.ts";
import { TOLD_SESSION_MODELS } from "./sessions/model/learn-sessions.ts";
import type { ToldSessionModel } from "./sessions/model/learn-sessions.ts";
import { BLEND_PARTS, SESSION_MODELS } from "./sessions/model/session-model.ts";
import { readSessions } from "./sessions/read-sessions.ts";
import { splitByMonth, splitStratified } from "./sessions/split-sessions.ts";

/** What of `npm run evaluate` concerns files of sessions. */
export interface SessionOptions {
  file: { path: string };
  withLeaking: boolean;
  seed: number;
}

/** The object that --json prints. Every figure is a mean over the repeats of its split. */
export interface SessionEvaluation {
  data: string;
  sessions: number;
  buyers: number;
  unreadableRows: number;
  seed: number;
  /** The columns that are known from sales, often from the session's own. */
  leaking: string[];
  withLeaking: boolean;
  splits: EvaluatedSplit[];
}

export interface EvaluatedSplit {
  name: "stratified" | "months";
  learned: number;
  judged: number;
  repeats: number;
  /** What is served: it was chosen on the sessions learned from. "served" where it is not the same in all repeats. */
  champion: ToldSessionModel;
  /** Of which models what is served is the mean, and in how many of the repeats. */
  served: { models: string[]; repeats: number }[];
  models: JudgedSessionModel[];
}

const LEAKING = ["PageValues"];
const REPEATS = 10;

/** Fewer sessions of a kind cannot be learned from and judged. */
const LEAST_BUYERS = 20;

/**
 * Judges the intent of sessions on a file of finished ones: on thirds drawn by chance, ten times, and on the last two
 * months of the file's year, learned from those before. Everything is chosen on the sessions learned from.
 *
 * @throws Error that says what to do where the file cannot be read or tells of too few sessions
 */
export async function evaluateSessions(
  options: SessionOptions,
  say: (text: string) => void,
): Promise<{ lines: string[]; result: SessionEvaluation }> {
  const { path } = options.file;
  const file = await readSessions(path);
  const sessions = file.bought.length;
  const buyers = file.bought.reduce((sum, each) => sum + each, 0);
  say(`${sessions} sessions, ${buyers} with a purchase`);
  for (const { line, reason } of file.unreadable) say(`line ${line} cannot be read: ${reason}`);
  if (Math.min(buyers, sessions - buyers) < LEAST_BUYERS)
    throw new Error(
      `${path} tells of ${buyers} sessions with a purchase and ${sessions - buyers} without: ${LEAST_BUYERS} of each are needed to judge by`,
    );

  const common = { withPageValue: options.withLeaking };
  const stratified = Array.from({ length: REPEATS }, (_, repeat) => {
    say(`stratified split ${repeat + 1} of ${REPEATS}`);
    const seed = options.seed + repeat;
    const split = splitStratified(file.bought, seed);
    return {
      split,
      judged: judgeSplit({ file, split, options: { ...common, ahead: "mixed", seed } }),
    };
  });
  const splits = [summarize("stratified", stratified)];
  const later = splitByMonth(file.table.month);
  if (later === null) say("fewer than four months: none of them is judged as a later one");
  else {
    say("the last two months");
    const { seed } = options;
    const judged = judgeSplit({ file, split: later, options: { ...common, ahead: "later", seed } });
    splits.push(summarize("months", [{ split: later, judged }]));
  }
  const result: SessionEvaluation = {
    data: path,
    sessions,
    buyers,
    unreadableRows: file.unreadableRows,
    seed: options.seed,
    leaking: LEAKING,
    withLeaking: options.withLeaking,
    splits,
  };
  return { lines: describeSessions(result), result };
}

function summarize(
  name: EvaluatedSplit["name"],
  repeats: { split: { learned: Uint32Array; judged: Uint32Array }; judged: JudgedSplit }[],
): EvaluatedSplit {
  const counts = new Map<string, { models: string[]; repeats: number }>();
  for (const { judged } of repeats) {
    const key = judged.served.join();
    const before = counts.get(key)?.repeats ?? 0;
    counts.set(key, { models: judged.served, repeats: before + 1 });
  }
  const served = [...counts.values()].sort((a, b) => b.repeats - a.repeats);
  const champion = nameOf(served);
  return {
    name,
    learned: repeats[0]?.split.learned.length ?? 0,
    judged: repeats[0]?.split.judged.length ?? 0,
    repeats: repeats.length,
    champion,
    served,
    models: TOLD_SESSION_MODELS.filter((model) => model !== "served" || champion === "served").map(
      (model) => {
        const each = repeats.flatMap(({ judged }) =>
          judged.models.filter((one) => one.name === model),
        );
        const seconds = each.reduce((sum, { fitSeconds }) => sum + fitSeconds, 0);
        return {
          name: model,
          ...meanJudgement(each),
          fitSeconds: Math.round((1000 * seconds) / Math.max(1, each.length)) / 1000,
        };
      },
    ),
  };
}

/** The single model, or the blend of all, that was served in every repeat. */
function nameOf(served: EvaluatedSplit["served"]): ToldSessionModel {
  const [only, ...others] = served;
  if (only === undefined || others.length > 0) return "served";
  if (only.models.length === BLEND_PARTS.length) return "blend";
  const single = SESSION_MODELS.find((model) => model === only.models[0]);
  return only.models.length === 1 && single !== undefined ? single : "served";
}
