import { readHistory } from "../../dev-store/history/read-history.ts";
import { DAY_MS } from "../../app/pipeline/shared/time.ts";
import type { EvaluateArguments } from "./arguments.ts";
import { customerHistories } from "./customer-histories.ts";
import { describeEvaluation } from "./describe-evaluation.ts";
import type { Report } from "./evaluate-file.ts";
import { evaluateCut } from "./evaluate-cut.ts";
import { evaluateSamples } from "./evaluate-samples.ts";
import { summarizeCuts } from "./summarize-cuts.ts";
import { planTestCuts } from "./test-cuts.ts";
import { dayOfCut } from "./figures.ts";

const DEFAULT_HORIZON_DAYS = 90;

/** Judges what the app says of customers who bought, on a history of orders. */
export async function evaluateOrders(
  options: EvaluateArguments,
  say: (text: string) => void,
): Promise<Report> {
  const history = await readHistory(options.file.path);
  const customers = customerHistories(history.happenings);
  if (customers.length === 0)
    throw new Error(`${options.file.path} holds no order of a known customer: nothing to judge`);
  say(`${customers.length} customers, ${history.counts.orders} orders`);
  for (const { line, reason } of history.unreadable) say(`line ${line} cannot be read: ${reason}`);

  const horizonMs = (options.horizonDays ?? DEFAULT_HORIZON_DAYS) * DAY_MS;
  const cuts = planTestCuts({ customers, asked: options.cuts, horizonMs });
  if (options.sample !== null) {
    const { sample, seed } = options;
    return evaluateSamples({ customers, cuts, horizonMs, sample, seed, say });
  }
  const evaluations = cuts.map((cut) => {
    say(`learning as of ${dayOfCut(cut)}`);
    return evaluateCut({ customers, cut, horizonMs });
  });
  const summary = summarizeCuts({ data: options.file.path, horizonMs, evaluations });
  return { lines: describeEvaluation(summary), result: summary };
}
