/// <reference types="vite/client" />
import { createInstance, type i18n, type Resource } from "i18next";
import { initReactI18next } from "react-i18next";
import de from "@shopify/polaris/locales/de.json" with { type: "json" };
import en from "@shopify/polaris/locales/en.json" with { type: "json" };
import fr from "@shopify/polaris/locales/fr.json" with { type: "json" };
import type { Language } from "./languages.ts";
import { i18nOptions } from "./options.ts";

const files = import.meta.glob<Record<string, unknown>>("../locales/*/*.json", {
  eager: true,
  import: "default",
});

const POLARIS: Record<Language, Record<string, unknown>> = { de, en, fr };

const resources = readResources();
const instances = new Map<string, i18n>();

/** The words of a locale, all catalogs. One instance serves every request: it is never switched to another language. */
export async function serverWords(locale: string): Promise<i18n> {
  const known = instances.get(locale);
  if (known) return known;
  const instance = createInstance();
  await instance.use(initReactI18next).init({ ...i18nOptions(locale), resources });
  instances.set(locale, instance);
  return instance;
}

function readResources(): Resource {
  const all: Resource = {};
  for (const [path, words] of Object.entries(files)) {
    const [language = "", file = ""] = path.split("/").slice(-2);
    all[language] = { ...all[language], [file.replace(/\.json$/, "")]: words };
  }
  for (const [language, words] of Object.entries(POLARIS)) {
    all[language] = { ...all[language], polaris: words };
  }
  return all;
}
