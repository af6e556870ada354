import { expect, test } from "vitest";
import { parseWebhook } from "../../../../app/pipeline/capture/parse-webhook.ts";
import { readStoredEvent } from "../../../../app/pipeline/capture/read-stored-event.ts";
import { normalizeRawEvent } from "../../../../app/pipeline/normalize/normalize.ts";
import { createRandom } from "../../../../dev-store/simulation/random.ts";
import { mutatePayload } from "../../../support/fuzz-payloads.ts";
import { payloadShapes } from "../../../support/payload-shapes.ts";
import { PERSONAL } from "../../../support/webhook-samples.ts";

// FUZZ_PAYLOADS and FUZZ_SEED for more than fits into every run.
const SHAPES = payloadShapes();
const PAYLOADS_PER_TOPIC = Math.ceil(
  Number(process.env["FUZZ_PAYLOADS"] ?? 10_000) / SHAPES.length,
);
const SEED = process.env["FUZZ_SEED"] ?? "1";
const FIRST_INSTANT = 0;
const END_OF_INSTANTS = Date.parse("2100-01-01T00:00:00Z");
const triggeredAt = "2026-11-20T10:00:00Z";

/** Every number and text below a value, with the name of the field that it stands in. */
function leavesOf(value: unknown, field = ""): { field: string; leaf: unknown }[] {
  if (typeof value !== "object" || value === null) return [{ field, leaf: value }];
  return Object.entries(value).flatMap(([key, below]) =>
    leavesOf(below, Array.isArray(value) ? field : key),
  );
}

test.each(SHAPES)(
  "of $topic, whatever comes is read or refused, and what is read can be stored, counted and told again",
  ({ topic, shape }) => {
    const random = createRandom(`${SEED} ${topic}`);
    const outcomes = { accepted: 0, malformed: 0 };
    for (let index = 0; index < PAYLOADS_PER_TOPIC; index += 1) {
      const body = mutatePayload(random, shape);
      const parsed = parseWebhook({ topic, body, triggeredAt });
      if (parsed.outcome === "unknown-topic") throw new Error(`${topic} is not read`);
      outcomes[parsed.outcome] += 1;
      if (parsed.outcome === "malformed") {
        expect(parsed.reason).not.toMatch(/@|555-|Biller|Steve|Ottawa/);
        continue;
      }
      const stored = JSON.stringify(parsed.wire);
      expect(stored).not.toMatch(/\\u0000|\\ud[89a-f]/);
      expect(stored.replaceAll('"email_marketing_consent"', "")).not.toMatch(PERSONAL);
      const read = readStoredEvent({ source: "webhook", topic, wire: JSON.parse(stored) });
      expect(read.wire, body.slice(0, 2000)).toEqual(parsed.wire);
      const told = normalizeRawEvent({ ...read, receivedAt: 1, currency: "USD" });
      for (const { field, leaf } of leavesOf(told)) {
        if (typeof leaf !== "number") continue;
        expect(Number.isSafeInteger(leaf), `${field} of ${body.slice(0, 2000)}`).toBe(true);
        if (!/At$|^at$/.test(field)) continue;
        expect(leaf).toBeGreaterThanOrEqual(FIRST_INSTANT);
        expect(leaf).toBeLessThan(END_OF_INSTANTS);
      }
    }
    expect(outcomes.accepted, "some are read").toBeGreaterThan(20);
    expect(outcomes.malformed, "some are refused").toBeGreaterThan(20);
  },
);
