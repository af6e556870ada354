import { createInstance } from "i18next";
import type { Words } from "../components/words/use-words.ts";
import { wordsOf } from "../components/words/words-of.ts";
import { i18nOptions } from "../i18n/options.ts";
import common from "../locales/en/common.json" with { type: "json" };
import conditions from "../locales/en/conditions.json" with { type: "json" };

type English = "common" | "conditions";

const instance = createInstance();
void instance.init({
  ...i18nOptions("en"),
  initAsync: false,
  resources: { en: { common, conditions } },
});

/**
 * English words for who is no page: other systems, whose automations are built on what they are told, and commands.
 * They are those of the pages, from the same catalogs.
 */
export function englishWords<Catalog extends English>(catalog: Catalog): Words<Catalog> {
  return wordsOf(instance, catalog, "UTC");
}
