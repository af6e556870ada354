import { fitVisitors } from "../../app/pipeline/predict/visitors/fit-visitors.ts";
import { prepareLog } from "../../app/pipeline/predict/visitors/prepare-log.ts";
import { DEFAULT_MODEL } from "../../app/pipeline/score/default-model.ts";
import { describeEventEvaluation } from "./events/describe-event-evaluation.ts";
import { describeLog } from "./events/describe-log.ts";
import type { LogSummary } from "./events/describe-log.ts";
import { joinJudgements } from "./events/join-judgements.ts";
import type { EventResult, JudgedCut } from "./events/join-judgements.ts";
import { judgeVisitors } from "./events/judge-visitors.ts";
import { instantText, planEventCuts } from "./events/plan-event-cuts.ts";
import { readEvents } from "./events/read-events.ts";

/** What of `npm run evaluate` concerns logs of events. */
export interface EventOptions {
  file: { path: string };
  /** Test cuts in milliseconds, the oldest first; empty: the last quarter of the log's time is the test. */
  cuts: readonly number[];
  seed: number;
}

/** The object that --json prints. */
export interface EventEvaluation {
  data: string;
  log: LogSummary;
  cuts: string[];
  horizonHours: number[];
  seed: number;
  /** Each horizon, at every event and at one of each session. */
  results: EventResult[];
  /** Of the first of `results`: the nearest horizon at every event. */
  champion: EventResult["champion"];
  models: EventResult["models"];
}

/**
 * Judges the prediction of purchases at every event of a log: for each cut everything is learned from before it, and
 * compared with what came until the next.
 *
 * @throws Error that says what to do where the file cannot be read, holds no events or does not reach over a cut
 */
export async function evaluateEvents(
  options: EventOptions,
  say: (text: string) => void,
): Promise<{ lines: string[]; result: EventEvaluation }> {
  const { file, seed } = options;
  say(`reading ${file.path}`);
  const read = await readEvents(file.path);
  const prepared = prepareLog(read.columns, DEFAULT_MODEL.intent);
  const log = describeLog(read, prepared);
  const spans = planEventCuts(prepared.log, options.cuts);
  const judged = spans.map((span): JudgedCut => {
    say(`learning from before ${instantText(span.from)}`);
    const fitted = fitVisitors(prepared, {
      cut: span.from,
      seed,
      stopwatch: () => performance.now() / 1000,
    });
    say(`judging until ${instantText(span.until)}`);
    return { fitted, results: judgeVisitors(prepared, { fitted, span, seed }) };
  });
  const results = joinJudgements(judged);
  const [first] = results;
  if (first === undefined) throw new Error("There is nothing to predict");
  const result: EventEvaluation = {
    data: file.path,
    log,
    cuts: spans.map(({ from }) => instantText(from)),
    horizonHours: [...new Set(results.map(({ horizonHours }) => horizonHours))],
    seed,
    results,
    champion: first.champion,
    models: first.models,
  };
  return { lines: describeEventEvaluation(result), result };
}
