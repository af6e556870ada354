import type { InitOptions } from "i18next";
import { DEFAULT_LOCALE, LANGUAGES } from "./languages.ts";

/** What the server's and the browser's words have in common, or a page would change as it comes alive. */
export const i18nOptions = (locale: string) =>
  ({
    lng: locale,
    // "de-AT" reads the catalogs of "de".
    load: "languageOnly",
    supportedLngs: [...LANGUAGES],
    nonExplicitSupportedLngs: true,
    fallbackLng: DEFAULT_LOCALE,
    defaultNS: "common",
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  }) satisfies InitOptions;
