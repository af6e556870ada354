import { readdirSync, readFileSync } from "node:fs";
import { createInstance, type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { createFormat } from "../../app/components/format/create-format.ts";
import type { Words } from "../../app/components/words/use-words.ts";
import type { CatalogName } from "../../app/i18n/catalogs.ts";
import { languageOf } from "../../app/i18n/languages.ts";
import { i18nOptions } from "../../app/i18n/options.ts";

const LOCALES = new URL("../../app/locales/", import.meta.url);

/** One language's catalog as its file has it. */
export const readCatalog = (language: string, name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`${language}/${name}.json`, LOCALES), "utf8"));

/** The names of all catalogs of a language. */
export const catalogNames = (language: string): string[] =>
  readdirSync(new URL(`${language}/`, LOCALES)).map((file) => file.replace(/\.json$/, ""));

/** All words of a locale, for components that a test renders itself (inside I18nextProvider). */
export function testI18n(locale = "en"): i18n {
  const instance = createInstance().use(initReactI18next);
  load(instance, locale);
  return instance;
}

function load(instance: i18n, locale: string): void {
  const language = languageOf(locale);
  const names = catalogNames(language);
  const catalogs = Object.fromEntries(names.map((name) => [name, readCatalog(language, name)]));
  void instance.init({
    ...i18nOptions(locale),
    initAsync: false,
    resources: { [language]: catalogs },
  });
}

/** What `useWords` gives a component, for functions that put something into words. */
export function testWords<Catalog extends CatalogName>(
  catalog: Catalog,
  { locale = "en", timezone = "UTC" } = {},
): Words<Catalog> {
  // Not known to React: components without a provider would speak the language that was asked for last.
  const instance = createInstance();
  load(instance, locale);
  return {
    t: instance.getFixedT(null, [catalog, "common"]) as unknown as Words<Catalog>["t"],
    format: createFormat({ t: instance.getFixedT(null, "common"), locale, timezone }),
  };
}
