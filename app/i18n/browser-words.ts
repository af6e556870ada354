/// <reference types="vite/client" />
import { createInstance, type i18n } from "i18next";
import resourcesToBackend from "i18next-resources-to-backend";
import { initReactI18next } from "react-i18next";
import { languageOf, type Language } from "./languages.ts";
import { i18nOptions } from "./options.ts";

/** A catalog is a file of its own that is fetched when a page first needs it. */
const files = import.meta.glob<Record<string, unknown>>("../locales/*/*.json", {
  import: "default",
});

const POLARIS: Record<Language, () => Promise<{ default: Record<string, unknown> }>> = {
  de: () => import("@shopify/polaris/locales/de.json"),
  en: () => import("@shopify/polaris/locales/en.json"),
  fr: () => import("@shopify/polaris/locales/fr.json"),
};

/** The words of a locale with the catalogs that the page in sight is made of, loaded before it comes alive. */
export async function browserWords(locale: string, catalogs: readonly string[]): Promise<i18n> {
  const instance = createInstance();
  await instance
    .use(initReactI18next)
    .use(
      resourcesToBackend(async (language: string, catalog: string) => {
        if (catalog === "polaris") return (await POLARIS[languageOf(language)]()).default;
        return files[`../locales/${language}/${catalog}.json`]?.() ?? {};
      }),
    )
    .init({ ...i18nOptions(locale), ns: ["common", "polaris", ...catalogs] });
  return instance;
}

/** Fetches the rest while nobody waits, so that the next page has its words already. */
export async function loadAllCatalogs(instance: i18n): Promise<void> {
  const names = Object.keys(files).map(
    (path) => path.split("/").at(-1)?.replace(".json", "") ?? "",
  );
  // One at a time: all at once would be in the way of somebody who is typing.
  for (const name of new Set(names)) await instance.loadNamespaces(name);
}
