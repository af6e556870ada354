import type { EdgeContext } from "../network/edge-context.ts";
import type { Shop } from "../state/shop.ts";
import { adminPath, appName, renderAdminPage, shopName } from "./admin-layout.ts";
import { html, jsonScript } from "./html.ts";
import type { SafeHtml } from "./html.ts";

/** Where an address without a path of its own leads: the path of the app's application URL. */
const APP_HOME = "/app";

export interface AppPageRequest {
  shop: Shop;
  /** What follows /store/NAME/apps/HANDLE: "" or "/app/customers/1". */
  rest: string;
  query: URLSearchParams;
  /** The language of the person at the admin. */
  locale: string;
}

/** The app's own path for one of the admin's: "" and paths outside /app are put under it. */
function innerPath(rest: string): string {
  if (rest === "" || rest === "/") return APP_HOME;
  return rest === APP_HOME || rest.startsWith(`${APP_HOME}/`) ? rest : APP_HOME + rest;
}

/** The page that embeds the app, at the place which its own address names. */
export function renderAppPage(
  context: EdgeContext,
  { shop, rest, query, locale }: AppPageRequest,
): SafeHtml {
  const { app } = context;
  const frameUrl = new URL(innerPath(rest), app.appUrl);
  for (const [key, value] of query) frameUrl.searchParams.append(key, value);
  for (const [key, value] of context.embedParameters(shop.domain, locale)) {
    frameUrl.searchParams.set(key, value);
  }
  const name = appName(app.handle);
  const appPath = `${adminPath(shop)}/apps/${app.handle}`;
  const settings = {
    appName: name,
    appUrl: app.appUrl,
    appPath,
    frameUrl: frameUrl.href,
    shopName: shopName(shop),
    tokenPath: `${adminPath(shop)}/session-token`,
  };
  return renderAdminPage({
    shop,
    appHandle: app.handle,
    title: `${name} · ${shopName(shop)}`,
    section: "app",
    locale,
    main: html`<main>
      <div id="loading-bar" hidden></div>
      <div class="title">
        <span class="app">${name}</span>
        <h1 id="page-title"></h1>
        <div id="title-buttons"></div>
      </div>
      <div id="save-bar" hidden>
        <span>Unsaved changes</span>
        <button type="button" id="save-bar-discard">Discard</button>
        <button type="button" id="save-bar-save">Save</button>
      </div>
      <iframe id="app-frame" name="app-frame" title="${name}" allow="clipboard-write"></iframe>
      <div id="toasts" role="status" aria-live="polite"></div>
    </main>`,
    scripts: html`${jsonScript("settings", settings)}
      <script src="/dev-store/host-page.js"></script>`,
  });
}
