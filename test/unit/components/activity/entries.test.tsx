import { expect, test } from "vitest";
import {
  describeEntry,
  type LogWords,
} from "../../../../app/components/activity/describe-entry.tsx";
import { findRetry } from "../../../../app/components/activity/find-retry.ts";
import { findTurn } from "../../../../app/components/activity/find-turn.ts";
import { tagFailure } from "../../../../app/components/activity/tag-failure.ts";
import { ACTIVITY_OUTCOMES, ACTIVITY_SUBJECTS } from "../../../../app/pipeline/shared/activity.ts";
import type { ActivityEntry, ActivityWhat } from "../../../../app/queries/activity-entry.ts";
import { testWords } from "../../../support/words.ts";

const entry = (
  what: ActivityWhat,
  { kind = "scoring", outcome = "retrying" }: Partial<ActivityEntry> = {},
): ActivityEntry => ({ cursor: "c", at: 0, kind, outcome, customerId: null, what });

const noted = (reason: string | null, subject = "score") =>
  entry({ type: "noted", subject, count: 2, reason });

test.each([
  ["Access denied for tagsAdd field", "access"],
  ["Shopify answered 403", "access"],
  ["Throttled", "slower"],
  ["No key of SEAL_KEYS opens the key of Klaviyo: enter it again", "klaviyo-key"],
  ["Klaviyo answered 401: the key is not valid", "klaviyo-key"],
  ["Klaviyo did not answer", "outage"],
  ["Shopify answered 502", "outage"],
  ["connect ECONNREFUSED 127.0.0.1:5432", "outage"],
  ["Customer does not exist", "gone"],
  ["deadlock detected", "kindling"],
  [null, "kindling"],
])("after %s it is the turn of: %s", (reason, turn) => {
  expect(findTurn(noted(reason))).toBe(turn);
});

test("a request for data says whether somebody still has to answer it", () => {
  const asked = (isOpen: boolean) =>
    entry({ type: "data-request", isOpen }, { kind: "privacy", outcome: "done" });
  const words: LogWords = {
    activity: testWords("activity"),
    quality: testWords("quality"),
    sources: testWords("sources"),
  };
  expect(describeEntry(words, asked(true))).toBe("A customer asked for their data: see Settings");
  expect(describeEntry(words, asked(false))).toContain("closed");
});

test("what went well is nobody's turn, and is not tried again", () => {
  const done = { ...noted("Access denied", "pixel"), outcome: "done" as const };
  expect(findTurn(done)).toBeNull();
  expect(findRetry(done)).toBeNull();
});

const words = (locale: string): LogWords => ({
  activity: testWords("activity", { locale }),
  quality: testWords("quality", { locale }),
  sources: testWords("sources", { locale }),
});

test.each(["en", "de", "fr"])("every work has words in %s, done and failed", (locale) => {
  const said = Object.keys(ACTIVITY_SUBJECTS).flatMap((subject) =>
    ACTIVITY_OUTCOMES.map((outcome) =>
      describeEntry(words(locale), { ...noted("why", subject), outcome }),
    ),
  );
  for (const text of said) expect(text).toMatch(/^[\p{Lu}\d][^{}]{8,}$/u);
});

test("what failed elsewhere is told with what it was", () => {
  const told = entry(
    {
      ...{
        type: "told",
        announcementId: 7,
        told: "entered",
        segment: { handle: "vip", name: "VIP" },
        score: null,
      },
      ...{ reason: "because", error: "Klaviyo answered 400 (invalid)" },
    },
    { kind: "klaviyo", outcome: "failed" },
  );
  expect(describeEntry(words("en"), told)).toBe("Klaviyo refused: entered VIP");
  expect(findTurn(told)).toBe("refused");
  expect(findRetry(told)).toEqual({ retry: "told", announcementId: "7" });
  expect(findTurn({ ...told, outcome: "ignored" })).toBe("no-consent");
  expect(findRetry({ ...told, outcome: "ignored" })).toBeNull();
});

test("an event whose content was not kept is not read again", () => {
  const unreadable = { type: "unreadable", rawEventId: 3, topic: "orders", reason: "id" } as const;
  expect(findRetry(entry({ ...unreadable, isKept: true }, { outcome: "failed" }))).toEqual({
    retry: "unreadable",
    rawEventId: "3",
  });
  expect(findRetry(entry({ ...unreadable, isKept: false }, { outcome: "failed" }))).toBeNull();
});

test("a failure of tags is told in the merchant's language, with Shopify's words where they say more", () => {
  const german = testWords("activity", { locale: "de" });
  expect(tagFailure(german, { failure: "gone", reason: "in English" })).toBe(
    "Den Kunden gibt es in Shopify nicht mehr.",
  );
  expect(
    tagFailure(german, { failure: "refused", reason: "Shopify refused the tags: too odd" }),
  ).toBe("Shopify hat die Tags abgelehnt. too odd");
  expect(tagFailure(german, { failure: "unheard-of", reason: "As it was." })).toBe("As it was.");
});
