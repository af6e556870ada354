import type { BrowserCall } from "./messages.ts";

/** Does in the top frame what a pixel asks of the browser, and answers what came of it. */
export function answerBrowserCall({ target, method, args }: BrowserCall): unknown {
  const [first, second] = args;
  switch (target) {
    case "cookie":
      return method === "get" ? readCookie(first) : writeCookie(String(first), second);
    case "sendBeacon":
      return navigator.sendBeacon(String(first), second === undefined ? null : String(second));
    case "localStorage":
      return useStorage(localStorage, method, args);
    case "sessionStorage":
      return useStorage(sessionStorage, method, args);
  }
}

/** The value of one cookie, or all of them as one text. */
function readCookie(name: unknown): string {
  if (name === undefined) return document.cookie;
  const pair = document.cookie.split("; ").find((text) => text.startsWith(`${String(name)}=`));
  return pair?.slice(String(name).length + 1) ?? "";
}

function writeCookie(cookieOrName: string, value: unknown): string {
  document.cookie = value === undefined ? cookieOrName : `${cookieOrName}=${String(value)}`;
  return document.cookie;
}

function useStorage(storage: Storage, method: string, [first, second]: unknown[]): unknown {
  switch (method) {
    case "getItem":
      return storage.getItem(String(first));
    case "setItem":
      return storage.setItem(String(first), String(second));
    case "removeItem":
      return storage.removeItem(String(first));
    case "key":
      return storage.key(Number(first));
    case "clear":
      return storage.clear();
    case "length":
      return storage.length;
    default:
      throw new Error(`Storage has no ${method}.`);
  }
}
