import { expect, test } from "vitest";
import {
  BROWSE_SIGNALS,
  GAP_CAUSES,
  judgeStitch,
  type StitchEvidence,
} from "../../../../app/pipeline/shared/stitching.ts";
import { SIGNALS } from "../../../../app/pipeline/shared/signals.ts";

const NOTHING: StitchEvidence = {
  hasBrowsing: false,
  isBeforeInstall: false,
  hasToken: false,
  hasBrowser: false,
  hasOwnBrowser: false,
};

const judge = (evidence: Partial<StitchEvidence>) => judgeStitch({ ...NOTHING, ...evidence });

test("an order after browsing is tied, whatever else is so", () => {
  expect(judge({ hasBrowsing: true })).toBe("tied");
  expect(judge({ hasBrowsing: true, isBeforeInstall: true })).toBe("tied");
});

test("each cause is asked after those before it", () => {
  expect(judge({ isBeforeInstall: true, hasToken: true, hasBrowser: true })).toBe("before-install");
  expect(judge({})).toBe("no-token");
  expect(judge({ hasToken: true })).toBe("unseen-cart");
  expect(judge({ hasToken: true, hasBrowser: true })).toBe("other-person");
  expect(judge({ hasToken: true, hasBrowser: true, hasOwnBrowser: true })).toBe("no-browsing");
});

test("every combination of evidence has one verdict, and every verdict some combination", () => {
  const keys = [
    "hasBrowsing",
    "isBeforeInstall",
    "hasToken",
    "hasBrowser",
    "hasOwnBrowser",
  ] as const;
  const verdicts = Array.from({ length: 2 ** keys.length }, (_, bits) =>
    judge(Object.fromEntries(keys.map((key, place) => [key, (bits & (2 ** place)) > 0]))),
  );
  expect(new Set(verdicts)).toEqual(new Set(["tied", ...GAP_CAUSES]));
});

test("what browses is looking around: neither buying nor a message that was only read", () => {
  const others = SIGNALS.filter((signal) => !BROWSE_SIGNALS.some((browse) => browse === signal));
  for (const signal of ["order_placed", "cart_updated", "checkout_started", "email_opened"]) {
    expect(others).toContain(signal);
  }
});
