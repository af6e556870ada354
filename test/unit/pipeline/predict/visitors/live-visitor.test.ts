import fc from "fast-check";
import { expect, test } from "vitest";
import { describeEvent } from "../../../../../app/pipeline/predict/visitors/describe-event.ts";
import {
  admitLiveEvent,
  lookAtVisitor,
  newLiveVisitor,
} from "../../../../../app/pipeline/predict/visitors/live-visitor.ts";
import { ROW_ROLES } from "../../../../../app/pipeline/predict/visitors/purchases-in-log.ts";
import { eventAt, walkLog } from "../../../../../app/pipeline/predict/visitors/walk-log.ts";
import { anyLog, POINTS, prepare } from "./logs.ts";

test("a visitor whose events come in live is described as in the log of them all", () => {
  fc.assert(
    fc.property(anyLog(1), (events) => {
      const prepared = prepare(events);
      const inLog = new Map<number, Float64Array>();
      walkLog(prepared, (row, state) => inLog.set(row, describeEvent(state, POINTS)));
      const live = newLiveVisitor();
      for (let row = 0; row < prepared.log.size; row += 1) {
        const role = ROW_ROLES[prepared.roles[row] ?? 0];
        if (role === "line") continue;
        admitLiveEvent(live, eventAt(prepared, row), POINTS);
        const features = describeEvent(lookAtVisitor(live, POINTS), POINTS);
        if (role !== "part") expect(features).toEqual(inLog.get(row));
      }
    }),
  );
});

test("what is kept of a live visitor is plain data", () => {
  fc.assert(
    fc.property(anyLog(1), (events) => {
      const prepared = prepare(events);
      const live = newLiveVisitor();
      for (let row = 0; row < prepared.log.size; row += 1)
        admitLiveEvent(live, eventAt(prepared, row), POINTS);
      expect(JSON.parse(JSON.stringify(live))).toEqual(live);
    }),
  );
});
