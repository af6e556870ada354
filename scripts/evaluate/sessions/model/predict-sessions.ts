import { calibrate } from "../../../../app/pipeline/predict/calibration/calibration.ts";
import { mixProbabilities } from "../../../../app/pipeline/predict/calibration/mix.ts";
import type { LearnedSessions, ToldSessionModel } from "./learn-sessions.ts";
import { BLEND_PARTS, predictSessionModel } from "./session-model.ts";
import type { SessionModelName } from "./session-model.ts";
import type { SessionTable } from "./session.ts";

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
