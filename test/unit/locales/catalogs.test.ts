import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { LANGUAGES } from "../../../app/i18n/languages.ts";
import { READY_WORDS } from "../../../app/pipeline/segment/ready-words.ts";
import { listSources, ROOT } from "../../support/source-files.ts";
import { catalogNames, readCatalog } from "../../support/words.ts";

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** Every text of a catalog by its key, "date.months". */
function textsOf(words: unknown, path = ""): Map<string, string> {
  if (typeof words === "string") return new Map([[path, words]]);
  const texts = new Map<string, string>();
  for (const [key, inner] of Object.entries(words ?? {})) {
    for (const [deep, text] of textsOf(inner, path === "" ? key : `${path}.${key}`)) {
      texts.set(deep, text);
    }
  }
  return texts;
}

/** What a text leaves open and the elements it encloses: {{amount}}, <strong>. */
const holesOf = (text: string): string[] =>
  [...new Set(text.match(/\{\{[^}]+\}\}|<\/?\w+>/g) ?? [])].toSorted();

const baseOf = (key: string): string => key.replace(PLURAL, "");

/** As shops' rows have them: with another letter those would be taken for a merchant's own words. */
const STORED: ReadonlySet<string> = new Set(
  Object.values(READY_WORDS).map(({ description }) => description),
);

for (const name of catalogNames("en")) {
  const english = textsOf(readCatalog("en", name));
  for (const language of LANGUAGES) {
    const texts = textsOf(readCatalog(language, name));

    test(`${language}/${name} has the words that English has, and no other`, () => {
      const keys = (all: Map<string, string>) =>
        [...new Set([...all.keys()].map(baseOf))].toSorted();
      expect(keys(texts)).toEqual(keys(english));
      expect([...texts].filter(([, text]) => text.trim() === "")).toEqual([]);
    });

    test(`${language}/${name} has every plural form of its language`, () => {
      const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
      // "many" is for millions in French; without it the form of "other" is taken.
      const needed = forms.filter((form) => form !== "many");
      const plural = [...texts.keys()].filter((key) => PLURAL.test(key)).map(baseOf);
      const missing = plural.flatMap((key) =>
        needed.filter((form) => !texts.has(`${key}_${form}`)).map((form) => `${key}_${form}`),
      );
      expect(missing).toEqual([]);
    });

    test(`${language}/${name} leaves open what English leaves open`, () => {
      const wrong = [...texts].filter(([key, text]) => {
        const same = english.get(key) ?? english.get(`${baseOf(key)}_other`) ?? "";
        // "One customer" may leave out the number.
        if (PLURAL.test(key) && !key.endsWith("_other")) return false;
        return holesOf(text).join() !== holesOf(same).join();
      });
      expect(wrong).toEqual([]);
    });

    test(`${language}/${name} has no straight apostrophe inside a word`, () => {
      const straight = [...texts].filter(
        ([, text]) => /\p{L}'\p{L}/u.test(text) && !STORED.has(text),
      );
      expect(straight).toEqual([]);
    });
  }
}

test("no catalog keeps words that no page says", () => {
  const code = listSources("app")
    .map((file) => readFileSync(`${ROOT}${file}`, "utf8"))
    .join("\n");
  // t(`signal.${name}`) says every key that begins so and ends so.
  const patterns = [...code.matchAll(/`([\w.:-]*\$\{[^`]*)`/g)]
    .map(([, pattern = ""]) => pattern.replace(/^\w+:/, "").split(/\$\{[^}]*\}/))
    .filter(
      (parts) => parts.some((part) => part !== "") && parts.every((part) => /^[\w.]*$/.test(part)),
    )
    .map(
      (parts) =>
        new RegExp(`^${parts.map((part) => part.replaceAll(".", "\\.")).join("[\\w.-]+")}$`),
    );
  const unsaid = catalogNames("en").flatMap((name) =>
    [...textsOf(readCatalog("en", name)).keys()]
      .map(baseOf)
      .filter((key) => !new RegExp(`["'\`:]${key.replaceAll(".", "\\.")}["'\`]`).test(code))
      .filter((key) => !patterns.some((pattern) => pattern.test(key)))
      .map((key) => `${name}:${key}`),
  );
  expect([...new Set(unsaid)]).toEqual([]);
});
