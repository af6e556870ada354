import { createCookie } from "@remix-run/node";
import { chooseLocale } from "./languages.ts";

const YEAR_SECONDS = 365 * 86_400;

/**
 * The admin names the merchant's language in the address of every document it embeds. Pages that the app itself goes to
 * lack it, so that a reload inside the frame would fall back. Partitioned: the frame is a third party to the browser.
 */
const localeCookie = createCookie("kindling_locale", {
  httpOnly: true,
  secure: true,
  sameSite: "none",
  partitioned: true,
  path: "/app",
  maxAge: YEAR_SECONDS,
});

/** The locale that a request's page is shown in: as the admin says, as it said before, as the browser asks. */
export async function readLocale(request: Request): Promise<string> {
  const kept: unknown = await localeCookie.parse(request.headers.get("cookie"));
  return chooseLocale([
    new URL(request.url).searchParams.get("locale"),
    typeof kept === "string" ? kept : null,
    ...acceptedLocales(request.headers.get("accept-language") ?? ""),
  ]);
}

/** The header that keeps the admin's word; none where the admin said nothing. */
export async function keepLocale(request: Request): Promise<string | null> {
  const said = new URL(request.url).searchParams.get("locale");
  return said === null ? null : localeCookie.serialize(chooseLocale([said]));
}

/** The tags of an Accept-Language header, the most wished first. */
function acceptedLocales(header: string): string[] {
  return header
    .split(",")
    .map((part) => {
      const [tag = "", quality] = part.trim().split(";q=");
      return { tag, weight: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);
}
