import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CHANGE_TOPICS } from "../../../app/db/shop-changes.ts";
import {
  changedTopics,
  formatLiveMessage,
  formatVersions,
  parseVersions,
} from "../../../app/services/live-message.ts";

const anyVersions = fc.dictionary(
  fc.constantFrom(...CHANGE_TOPICS),
  fc.integer({ min: 1, max: 2 ** 40 }),
  { noNullPrototype: true },
);

describe("the id of a message", () => {
  test("says the versions to go on from", () => {
    fc.assert(
      fc.property(anyVersions, (versions) => {
        expect(parseVersions(formatVersions(versions))).toEqual(versions);
      }),
    );
  });

  test("is never more than one line, so that it ends no message", () => {
    fc.assert(
      fc.property(anyVersions, (versions) => {
        const text = formatLiveMessage({ kind: "change", topics: ["scores"], versions });
        expect(text.trimEnd().split("\n")).toHaveLength(3);
        expect(text.endsWith("\n\n")).toBe(true);
      }),
    );
  });

  test("that cannot be read counts as nothing seen, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        for (const version of Object.values(parseVersions(id))) {
          expect(Number.isSafeInteger(version)).toBe(true);
        }
      }),
    );
    expect(parseVersions("scores=x&events=-1&segments=1e9&unknown=4")).toEqual({});
  });
});

test("a topic has changed exactly when its version is another one", () => {
  expect(changedTopics({}, {})).toEqual([]);
  expect(changedTopics({ scores: 1, events: 2 }, { scores: 1, events: 3 })).toEqual(["events"]);
  expect(changedTopics({}, { segments: 1 })).toEqual(["segments"]);
});
