const RETRY_HEADER = "X-Shopify-Retry-Invalid-Session-Request";
const REAUTHORIZE_HEADER = "X-Shopify-API-Request-Failure-Reauthorize-Url";

/**
 * Requests of the app to its own origin carry a session token, as with the real App Bridge. A token
 * that the app calls invalid is replaced once; a refusal that names an address opens that address.
 */
export function patchFetch(
  idToken: () => Promise<string>,
  openOutside: (url: string) => void,
): void {
  const plainFetch = window.fetch.bind(window);

  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    const isOwn = new URL(request.url).origin === window.location.origin;
    if (!isOwn || request.headers.has("Authorization")) return plainFetch(request);

    const again = request.clone();
    let response = await plainFetch(withToken(request, await idToken()));
    if (response.status === 401 && response.headers.has(RETRY_HEADER)) {
      response = await plainFetch(withToken(again, await idToken()));
    }
    const address = response.headers.get(REAUTHORIZE_HEADER);
    if (address !== null) openOutside(new URL(address, window.location.href).href);
    return response;
  };
}

function withToken(request: Request, token: string): Request {
  request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}
