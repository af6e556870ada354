/**
 * Calls the storage of Shopify's files. Its addresses come in answers of the Admin API and change with Shopify's hosts, so
 * they are not listed; but none of them leads anywhere inside, and none leads on.
 * @throws Error for an address that is not one of a public storage, and where the storage cannot be reached
 */
export function openStorage(url: string, init: RequestInit = {}): Promise<Response> {
  if (!isPublicAddress(url)) throw new Error("Shopify named a storage that is not public");
  return fetch(url, { ...init, redirect: "error" });
}

/** Whether an address is one of https at a public name: no number, no name without a point, nothing that is local. */
export function isPublicAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, username, port } = new URL(url);
  const isName = /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(hostname);
  const isLocal = /\.(local|localhost|internal|intranet|lan|home|corp|private|test)$/.test(
    hostname,
  );
  return protocol === "https:" && port === "" && username === "" && isName && !isLocal;
}
