import type { PointsModel } from "../../score/model.ts";
import type { Calibration } from "../calibration/calibration.ts";
import type { CalibrationBin } from "../metrics/calibration-error.ts";
import { VISITOR_FEATURES } from "./describe-event.ts";
import type { FittedHorizon } from "./fit-visitors.ts";
import type { SilenceCurve } from "./silence.ts";
import type {
  FittedVisitorModel,
  SingleVisitorModelName,
  VisitorModelName,
} from "./visitor-models.ts";

/** What is kept of what was learned, to be applied to visitors one by one. Plain data, some hundred kilobytes. */
export interface VisitorModel {
  /** What the models read, in this order. */
  features: readonly string[];
  /** By which the intent score is counted, as when it was learned. */
  points: PointsModel;
  /** The nearest first. */
  horizons: ServedHorizon[];
}

/** The champion of one horizon. */
export interface ServedHorizon {
  horizonMs: number;
  champion: VisitorModelName;
  /** One model, or the parts of the blend, each with its calibration. */
  parts: { model: FittedVisitorModel; calibration: Calibration }[];
  /** Of the blend, after its parts; null where one model is served. */
  calibration: Calibration | null;
  silence: SilenceCurve;
  /** How often what was told came true before; rows are sessions. */
  bins: CalibrationBin[];
  /** Purchases and sessions that the probabilities rest on. */
  evidence: { happened: number; count: number };
}

/** Takes what is served out of what was learned. */
export function serveVisitors(fitted: readonly FittedHorizon[], points: PointsModel): VisitorModel {
  return { features: VISITOR_FEATURES, points, horizons: fitted.map(serveHorizon) };
}

function serveHorizon(fitted: FittedHorizon): ServedHorizon {
  const { horizonMs, champion, silence, bins, evidence } = fitted;
  const calibrations = fitted.calibrations["every-event"];
  const wanted: readonly SingleVisitorModelName[] =
    champion === "blend" ? fitted.blend : [champion];
  return {
    horizonMs,
    champion,
    parts: fitted.models
      .filter(({ name }) => wanted.includes(name))
      .map((model) => ({ model, calibration: calibrations[model.name] })),
    calibration: champion === "blend" ? calibrations.blend : null,
    silence,
    bins,
    evidence,
  };
}
