/** The languages that every page is complete in. A merchant whose language is none of them reads English. */
export const LANGUAGES = ["en", "de", "fr"] as const;
export type Language = (typeof LANGUAGES)[number];

export const DEFAULT_LOCALE = "en";

/** The language of a locale ("de" of "de-AT"). */
export function languageOf(locale: string): Language {
  const [name] = locale.toLowerCase().split("-");
  return LANGUAGES.find((language) => language === name) ?? DEFAULT_LOCALE;
}

/**
 * The first of the wished locales that pages can be shown in.
 * @param wished BCP 47 tags, the dearest first; what is no tag is passed over
 * @returns the tag in its canonical form, with its region: it decides how numbers and dates are written
 */
export function chooseLocale(wished: readonly (string | null | undefined)[]): string {
  for (const tag of wished) {
    const locale = canonicalLocale(tag);
    if (locale !== null && languageOf(locale) === locale.split("-")[0]?.toLowerCase())
      return locale;
  }
  return DEFAULT_LOCALE;
}

function canonicalLocale(tag: string | null | undefined): string | null {
  if (!tag) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
