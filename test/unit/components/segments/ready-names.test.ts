import { expect, test } from "vitest";
import {
  keepReadyNames,
  sayReadyNames,
} from "../../../../app/components/segments/use-ready-names.ts";
import { LANGUAGES } from "../../../../app/i18n/languages.ts";
import { DEFAULT_SEGMENTS } from "../../../../app/pipeline/segment/default-segments.ts";
import { READY_WORDS } from "../../../../app/pipeline/segment/ready-words.ts";
import { readCatalog, testWords } from "../../../support/words.ts";

const DE = testWords("common", { locale: "de" });
const ready = DEFAULT_SEGMENTS.map(({ handle, name, description }) => ({
  ...{ handle, name, description },
}));

test("English calls every ready segment as it is stored", () => {
  expect(readCatalog("en", "common")["ready"]).toEqual(READY_WORDS);
  expect(ready.map(({ handle }) => handle).toSorted()).toEqual(Object.keys(READY_WORDS).toSorted());
});

test("ready segments are called in the reader's language wherever they are named", () => {
  const page = {
    rows: [{ segments: ready, at: 3 }],
    first: { segmentHandle: "win-back", segmentName: "Win-back" },
  };
  const shown = sayReadyNames(DE, page);
  expect(shown.first.segmentName).toBe("Zurückgewinnen");
  for (const { description } of shown.rows[0]?.segments ?? []) {
    expect(ready.map((each) => each.description)).not.toContain(description);
  }
  expect(sayReadyNames(testWords("common"), page)).toEqual(page);
});

test("what a merchant has called a segment stays, as does what is no segment", () => {
  const own = [
    { handle: "win-back", name: "Bring them home", description: "Ours." },
    { handle: "my-own", name: "Win-back", description: "" },
    { handle: "constructor", name: "Win-back" },
  ];
  expect(sayReadyNames(DE, own)).toEqual(own);
  const later = Promise.resolve(1);
  expect(sayReadyNames(DE, { later }).later).toBe(later);
});

test.each(LANGUAGES)("what is published as it was shown in %s is stored as it was", (locale) => {
  const words = testWords("common", { locale });
  for (const stored of ready) {
    const shown = sayReadyNames(words, stored);
    expect(keepReadyNames(words, stored.handle, shown)).toEqual(stored);
    const renamed = { ...shown, name: `${shown.name} 2` };
    expect(keepReadyNames(words, stored.handle, renamed).name).toBe(renamed.name);
  }
  expect(keepReadyNames(words, null, { name: "VIP", description: "" }).name).toBe("VIP");
});
