import { calibrate } from "../calibration/calibration.ts";
import { intervalOfProbability } from "../calibration/interval.ts";
import type { Evidence } from "../calibration/interval.ts";
import { mixProbabilities } from "../calibration/mix.ts";
import type { LearnedSessions, ToldSessionModel } from "./learn-sessions.ts";
import { BLEND_PARTS, predictSessionModel } from "./session-model.ts";
import type { SessionModelName } from "./session-model.ts";
import { tabulateSessions } from "./session.ts";
import type { Session, SessionTable } from "./session.ts";

/** The calibrated probability of each session, by every model. */
export function predictSessions(
  learned: LearnedSessions,
  table: SessionTable,
): Map<ToldSessionModel, Float64Array> {
  const { encoding, models, served, calibrations } = learned;
  const said = new Map<SessionModelName, Float64Array>(
    models.map((model) => [model.name, predictSessionModel(model, encoding, table)]),
  );
  const tell = (
    name: ToldSessionModel,
    parts: readonly SessionModelName[],
  ): [ToldSessionModel, Float64Array] => [
    name,
    mixProbabilities(parts.flatMap((part) => said.get(part) ?? [])).map((probability) =>
      calibrate(calibrations[name], probability),
    ),
  ];
  return new Map([
    ...models.map(({ name }) => tell(name, [name])),
    tell("blend", BLEND_PARTS),
    tell("served", served),
  ]);
}

export interface SessionIntent {
  /** That the session ends in a purchase. */
  probability: number;
  /** Where the share of buyers among sessions like it may lie. */
  low: number;
  high: number;
  evidence: Evidence;
}

/** What is told of one session, finished or still running. */
export function predictSession(learned: LearnedSessions, session: Session): SessionIntent {
  const told = predictSessions(learned, tabulateSessions([session])).get("served");
  const probability = told?.[0] ?? 0;
  return {
    probability,
    ...intervalOfProbability(probability, learned.bins),
    evidence: learned.evidence,
  };
}
