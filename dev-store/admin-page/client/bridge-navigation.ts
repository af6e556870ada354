import type { BridgeHost } from "./bridge-host.ts";
import { ownPath } from "./messages.ts";

const NAVIGATE_EVENT = "shopify:navigate";

/** Tells the admin where the app is, carries links out of the app to it, and its links into the app. */
export function bridgeNavigation(host: BridgeHost): {
  openOutside(url: string, target?: string): void;
} {
  const openOutside = (url: string, target = "_top"): void => {
    host.send({ type: "open", url, target });
  };

  observeAddress(host);
  bridgeWindowOpen(openOutside);
  bridgeLinkClicks(openOutside);
  const countListeners = watchNavigateListeners();

  host.listen((message) => {
    if (message.type !== "navigate") return;
    const link = findNavLink(message.path) ?? createLink(message.path);
    // The app's router listens; an app without one is sent to the address as a browser would.
    if (countListeners() > 0) {
      link.dispatchEvent(new Event(NAVIGATE_EVENT, { bubbles: true }));
    } else {
      window.location.assign(message.path);
    }
    if (link.dataset["devStoreLink"] !== undefined) link.remove();
  });
  return { openOutside };
}

function observeAddress(host: BridgeHost): void {
  let told = "";
  const tell = (isLoad: boolean): void => {
    const path = ownPath(new URL(window.location.href));
    if (path === told) return;
    told = path;
    host.send({ type: "navigated", path, isLoad });
  };
  for (const method of ["pushState", "replaceState"] as const) {
    const plain = history[method].bind(history);
    history[method] = (state: unknown, unused: string, url?: string | URL | null) => {
      plain(state, unused, url);
      tell(false);
    };
  }
  window.addEventListener("popstate", () => tell(false));
  // The session token page is no place in the app: it is left at once.
  if (!new URLSearchParams(window.location.search).has("shopify-reload")) tell(true);
}

/** True for what only the admin can show: `shopify:admin/…` and the admin's own addresses, old and new. */
function isAdminUrl(url: string): boolean {
  return (
    /^shopify:\/*admin/i.test(url) ||
    /^https:\/\/admin\.shopify\.com(\/|$)/i.test(url) ||
    /^https:\/\/[a-z0-9-]+\.myshopify\.com\/admin\//i.test(url)
  );
}

function bridgeWindowOpen(openOutside: (url: string, target?: string) => void): void {
  const plainOpen = window.open.bind(window);
  window.open = (url, target, features) => {
    const address = String(url ?? "");
    if (isAdminUrl(address)) {
      openOutside(address, target ?? "_blank");
      return null;
    }
    if (target === "_top" || target === "_parent") {
      openOutside(new URL(address, window.location.href).href, target);
      return null;
    }
    return plainOpen(url, target, features);
  };
}

function bridgeLinkClicks(openOutside: (url: string, target?: string) => void): void {
  window.addEventListener(
    "click",
    (event) => {
      const element = event.target instanceof Element ? event.target.closest("a[href]") : null;
      const href = element?.getAttribute("href") ?? "";
      if (!isAdminUrl(href)) return;
      event.preventDefault();
      event.stopPropagation();
      const isNewTab =
        event.ctrlKey || event.metaKey || element?.getAttribute("target") === "_blank";
      openOutside(href, isNewTab ? "_blank" : "_top");
    },
    { capture: true },
  );
}

/** Counts who listens for the admin's navigation, to know whether the app has a router that does. */
function watchNavigateListeners(): () => number {
  let listeners = 0;
  const add = window.addEventListener.bind(window);
  const remove = window.removeEventListener.bind(window);
  window.addEventListener = (type: string, ...rest: [EventListenerOrEventListenerObject]) => {
    if (type === NAVIGATE_EVENT) listeners += 1;
    add(type, ...rest);
  };
  window.removeEventListener = (type: string, ...rest: [EventListenerOrEventListenerObject]) => {
    if (type === NAVIGATE_EVENT) listeners -= 1;
    remove(type, ...rest);
  };
  return () => listeners;
}

function findNavLink(path: string): HTMLElement | undefined {
  const links = document.querySelectorAll<HTMLElement>("ui-nav-menu [href], s-app-nav [href]");
  return [...links].find((link) => link.getAttribute("href") === path);
}

function createLink(path: string): HTMLElement {
  const link = document.createElement("a");
  link.setAttribute("href", path);
  link.hidden = true;
  link.dataset["devStoreLink"] = "";
  document.body.append(link);
  return link;
}
