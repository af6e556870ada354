import { hostSaveBar } from "./host-save-bar.ts";
import { hostToasts } from "./host-toasts.ts";
import { element, readSettings } from "./host-dom.ts";
import type { BridgeMessage, HostMessage, NavLink, TitleButton } from "./messages.ts";
import { unwrapMessage, wrapMessage } from "./messages.ts";

/** The admin around the app's frame: hands out session tokens, shows what the app asks it to show. */
function startHostPage(): void {
  const settings = readSettings();
  const frame = element("app-frame", HTMLIFrameElement);
  const appOrigin = new URL(settings.appUrl).origin;

  const send = (message: HostMessage): void => {
    // Only the app may read this: another site in the frame would get a session token otherwise.
    frame.contentWindow?.postMessage(wrapMessage(message), appOrigin);
  };
  const toasts = hostToasts(send);
  const saveBar = hostSaveBar(send);
  let links: NavLink[] = [];
  let path = "";

  const handle = (message: BridgeMessage): void => {
    switch (message.type) {
      case "token-request":
        void answerTokenRequest(message.request);
        return;
      case "extensions-request":
        void answerExtensionsRequest(message.request);
        return;
      case "navigated":
        path = message.path;
        history.replaceState(null, "", settings.appPath + (path === "/" ? "" : path));
        if (message.isLoad) saveBar.clear();
        showLinks();
        return;
      case "title":
        showTitle(message.title, message.buttons);
        return;
      case "nav":
        links = message.links;
        showLinks();
        return;
      case "loading":
        element("loading-bar", HTMLElement).hidden = !message.isLoading;
        return;
      case "toast":
      case "toast-hide":
        toasts.handle(message);
        return;
      case "save-bar":
        saveBar.handle(message);
        return;
      case "open":
        openOutside(message.url, message.target);
    }
  };

  window.addEventListener("message", (event) => {
    if (event.origin !== appOrigin || event.source !== frame.contentWindow) return;
    const message = unwrapMessage<BridgeMessage>(event.data);
    if (message !== undefined) handle(message);
  });

  async function answerTokenRequest(request: number): Promise<void> {
    const response = await fetch(settings.tokenPath);
    const token = response.ok ? await response.text() : null;
    send({ type: "token", request, token, reason: `the admin answered ${response.status}` });
  }

  async function answerExtensionsRequest(request: number): Promise<void> {
    const response = await fetch(`/store/${settings.shopName}/extensions`);
    send({ type: "extensions", request, extensions: response.ok ? await response.json() : [] });
  }

  function showTitle(title: string, buttons: TitleButton[]): void {
    element("page-title", HTMLElement).textContent = title;
    document.title = [title, settings.appName, settings.shopName]
      .filter((part) => part !== "")
      .join(" · ");
    const shown = buttons.map((button, index) => {
      const control = document.createElement("button");
      control.type = "button";
      control.className = `button ${button.kind}`;
      control.textContent = button.label;
      control.disabled = button.disabled;
      control.addEventListener("click", () => send({ type: "title-button", index }));
      return control;
    });
    element("title-buttons", HTMLElement).replaceChildren(...shown);
  }

  function showLinks(): void {
    const items = links
      .filter(({ isHome }) => !isHome)
      .map(({ label, path: target }) => {
        const link = document.createElement("a");
        link.href = settings.appPath + target;
        link.textContent = label;
        if (path.split("?")[0] === target.split("?")[0]) link.setAttribute("aria-current", "page");
        link.addEventListener("click", (event) => navigate(event, target));
        const item = document.createElement("li");
        item.append(link);
        return item;
      });
    element("app-links", HTMLElement).replaceChildren(...items);
  }

  function navigate(event: MouseEvent, target: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    send({ type: "navigate", path: target });
  }

  element("app-home", HTMLAnchorElement).addEventListener("click", (event) => {
    const home = links.find(({ isHome }) => isHome);
    if (home !== undefined) navigate(event, home.path);
  });

  function openOutside(url: string, target: string): void {
    const address = mapAdminUrl(url);
    if (target === "_blank") window.open(address, "_blank", "noopener");
    else window.location.assign(address);
  }

  /** Addresses of Shopify's admin lead to the same place of this one. */
  function mapAdminUrl(url: string): string {
    const shopPath = `/store/${settings.shopName}`;
    return url
      .replace(/^shopify:\/*admin/i, shopPath)
      .replace(/^https:\/\/admin\.shopify\.com(?=\/)/i, "")
      .replace(/^https:\/\/([a-z0-9-]+)\.myshopify\.com\/admin(?=\/)/i, "/store/$1");
  }

  // Set here and not in the page: the app must not speak before anybody listens.
  frame.src = settings.frameUrl;
}

startHostPage();
