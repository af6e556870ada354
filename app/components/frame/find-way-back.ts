/** What App Bridge knows of the frame that it runs in; of none where it is not inside the admin. */
interface Place {
  shop?: string | undefined;
  host?: string | undefined;
  locale?: string | undefined;
}

/**
 * The way back to a page that was reloaded inside the admin's frame: its address, with what the admin adds to one.
 * @param path of the page, with its query
 * @param idToken a session token, by which the server lets in
 * @returns null where the frame has no place in the admin, or the path is no page of the app
 */
export function findWayBack(
  path: string,
  { shop, host, locale = "" }: Place,
  idToken: string,
): string | null {
  if (!shop || !host) return null;
  const anywhere = "https://app.invalid";
  const url = new URL(path, anywhere);
  // Whoever makes up a link to the landing page must not lead a merchant elsewhere.
  if (url.origin !== anywhere || !/^\/app(\/|$)/.test(url.pathname)) return null;
  const given = { shop, host, locale, embedded: "1", id_token: idToken };
  for (const [name, value] of Object.entries(given)) url.searchParams.set(name, value);
  return url.pathname + url.search;
}
