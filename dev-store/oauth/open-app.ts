import { DESKTOP_BROWSER } from "../network/desktop-browser.ts";
import type { AppConfig } from "../state/types.ts";
import { buildEmbedParameters } from "./embed-parameters.ts";
import { STAFF_USER } from "./staff-user.ts";

const MAX_REDIRECTS = 5;

/**
 * Asks for a document of the app as the admin's iframe does. Follows redirects within the app's own
 * origin; one that leads elsewhere is the answer.
 */
export async function openApp(
  app: AppConfig,
  options: { shopDomain: string; path: string; now: () => number },
): Promise<Response> {
  const { shopDomain, path, now } = options;
  const origin = new URL(app.appUrl).origin;
  let url = new URL(path, `${app.appUrl}/`);
  const { locale } = STAFF_USER;
  for (const [key, value] of buildEmbedParameters(app, { shopDomain, locale, now: now() })) {
    url.searchParams.set(key, value);
  }

  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await fetch(url, {
      redirect: "manual",
      headers: {
        "user-agent": DESKTOP_BROWSER,
        accept: "text/html,application/xhtml+xml",
        "accept-language": "en",
        "sec-fetch-dest": "iframe",
      },
    });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) return response;
    const next = new URL(location, url);
    if (next.origin !== origin) return response;
    await response.body?.cancel();
    url = next;
  }
  throw new Error(`${app.appUrl}${path} redirects more than ${MAX_REDIRECTS} times.`);
}
