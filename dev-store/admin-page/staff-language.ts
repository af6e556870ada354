import type { IncomingMessage } from "node:http";
import { STAFF_USER } from "../oauth/staff-user.ts";
import { html } from "./html.ts";
import type { SafeHtml } from "./html.ts";

/**
 * The language of the person who works in the admin: in Shopify a setting of their account, here a choice in the
 * navigation, kept in the browser. The admin tells it to the app with every document that it embeds.
 */
const COOKIE = "staff_locale";

const NAMES: Record<string, string> = {
  en: "English",
  "en-GB": "English (UK)",
  de: "Deutsch",
  fr: "Français",
};

export function readStaffLocale(request: IncomingMessage): string {
  const [, value = ""] =
    new RegExp(`(?:^|; )${COOKIE}=([^;]*)`).exec(request.headers.cookie ?? "") ?? [];
  return value in NAMES ? value : STAFF_USER.locale;
}

/** The header that keeps a choice; undefined for a language that the admin does not know. */
export const keepStaffLocale = (locale: string): string | undefined =>
  locale in NAMES ? `${COOKIE}=${locale}; Path=/; SameSite=Lax` : undefined;

export function renderLanguageChoice(action: string, current: string): SafeHtml {
  const options = Object.entries(NAMES).map(
    ([locale, name]) =>
      html`<option value="${locale}" ${locale === current && html`selected`}>${name}</option>`,
  );
  return html`<form class="language" method="post" action="${action}">
    <label
      >Your language
      <select name="locale" onchange="this.form.submit()">
        ${options}
      </select></label
    >
    <noscript><button>Set</button></noscript>
  </form>`;
}
