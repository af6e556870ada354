import { readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../app-proxy/proxy-request.ts";
import type { EdgeContext } from "../network/edge-context.ts";
import type { Shop } from "../state/shop.ts";
import { describeExtensions } from "../theme-extension/list-embeds.ts";
import { adminPath, renderAdminPage, renderBarePage, shopName } from "./admin-layout.ts";
import { renderAppPage } from "./app-page.ts";
import { bundleClientScript } from "./bundle-client-script.ts";
import { renderCustomer, renderCustomerList } from "./customer-pages.ts";
import { html } from "./html.ts";
import { keepStaffLocale, readStaffLocale } from "./staff-language.ts";
import { renderThemeEditor, saveEmbeds } from "./theme-editor.ts";
import { sendHtml, sendJson, sendRedirect, sendScript, sendStyle } from "./send-answer.ts";

/** Where Shopify has App Bridge, and a short address for the app's APP_BRIDGE_URL. */
const APP_BRIDGE_PATHS = new Set(["/app-bridge.js", "/shopifycloud/app-bridge.js"]);

export interface AdminRequest {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  context: EdgeContext;
}

/** Scripts and styles of the dev store's own pages. False: not one of them. */
export async function serveAsset({ response, url }: AdminRequest): Promise<boolean> {
  if (APP_BRIDGE_PATHS.has(url.pathname)) {
    const entry = new URL("./client/app-bridge.ts", import.meta.url);
    sendScript(response, await bundleClientScript(entry));
    return true;
  }
  if (url.pathname === "/dev-store/host-page.js") {
    const entry = new URL("./client/host-page.ts", import.meta.url);
    sendScript(response, await bundleClientScript(entry));
    return true;
  }
  if (url.pathname === "/dev-store/admin.css") {
    const files = ["./admin.css", "./admin-pages.css"];
    const styles = files.map((file) => readFileSync(new URL(file, import.meta.url), "utf8"));
    sendStyle(response, styles.join("\n"));
    return true;
  }
  return false;
}

/** The pages of the admin: the shops, and below /store/NAME those of one shop. False: not the admin's. */
export async function handleAdmin(admin: AdminRequest): Promise<boolean> {
  const { response, url, context } = admin;
  if (url.pathname === "/") {
    sendHtml(response, renderHome(context));
    return true;
  }
  const [, name, path = ""] = /^\/store\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
  if (name === undefined) return false;
  const shop = context.findShop(name);
  if (shop === undefined) {
    const page = renderBarePage("No such shop", html`<p>The dev store has no shop ${name}.</p>`);
    sendHtml(response, page, 404);
    return true;
  }
  await handleShopPage(admin, shop, path);
  return true;
}

async function handleShopPage(admin: AdminRequest, shop: Shop, path: string): Promise<void> {
  const { request, response, url, context } = admin;
  const { app } = context;
  const [, section, key, ...rest] = path.split("/");

  if (section === undefined || section === "") {
    sendRedirect(response, `${adminPath(shop)}/apps/${app.handle}`);
  } else if (section === "session-token") {
    // text/plain and no CORS header: a page of another origin cannot read it.
    response.writeHead(200, { "content-type": "text/plain", "cache-control": "no-store" });
    response.end(context.mintSessionToken(shop.domain));
  } else if (section === "apps" && (key === app.handle || key === app.clientId)) {
    const inner = rest.length === 0 ? "" : `/${rest.join("/")}`;
    // Shopify's admin knows an app by its client id too, and goes on to its handle.
    if (key !== app.handle) {
      sendRedirect(response, `${adminPath(shop)}/apps/${app.handle}${inner}${url.search}`);
    } else {
      const query = url.searchParams;
      const locale = readStaffLocale(request);
      sendHtml(response, renderAppPage(context, { shop, rest: inner, query, locale }));
    }
  } else if (section === "extensions") {
    sendJson(response, describeExtensions(app.tomlPath, shop));
  } else if (path === "/themes/current/editor") {
    await handleThemeEditor(admin, shop);
  } else if (section === "language" && request.method === "POST") {
    await handleLanguage(request, response);
  } else if (section === "customers" && (key === undefined || key === "")) {
    const { searchParams: query } = url;
    sendHtml(response, renderCustomerList({ shop, appHandle: app.handle, query }));
  } else if (section === "customers" && key !== undefined && shop.customer(key) !== undefined) {
    await handleCustomer(request, response, { shop, id: key, action: rest[0], app });
  } else {
    sendNotFound(response, shop, app.handle);
  }
}

async function handleThemeEditor(admin: AdminRequest, shop: Shop): Promise<void> {
  const { request, response, url, context } = admin;
  const { app } = context;
  if (request.method !== "POST") {
    sendHtml(response, renderThemeEditor({ shop, app, query: url.searchParams }));
    return;
  }
  if (!isSameOrigin(request)) {
    response.writeHead(403).end();
    return;
  }
  saveEmbeds(shop, app.tomlPath, new URLSearchParams((await readBody(request)).toString("utf8")));
  sendRedirect(response, `${adminPath(shop)}/themes/current/editor`);
}

async function handleLanguage(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isSameOrigin(request)) {
    response.writeHead(403).end();
    return;
  }
  const form = new URLSearchParams((await readBody(request)).toString("utf8"));
  const cookie = keepStaffLocale(form.get("locale") ?? "");
  if (cookie !== undefined) response.setHeader("set-cookie", cookie);
  sendRedirect(response, request.headers.referer ?? "/");
}

async function handleCustomer(
  request: IncomingMessage,
  response: ServerResponse,
  {
    shop,
    id,
    action,
    app,
  }: {
    shop: Shop;
    id: string;
    action: string | undefined;
    app: EdgeContext["app"];
  },
): Promise<void> {
  const customer = shop.customer(id);
  if (customer === undefined) return sendNotFound(response, shop, app.handle);
  if (action === undefined) return sendHtml(response, renderCustomer(shop, app.handle, customer));
  if (action !== "tags" || request.method !== "POST") {
    return sendNotFound(response, shop, app.handle);
  }
  if (!isSameOrigin(request)) {
    response.writeHead(403).end();
    return;
  }
  const form = new URLSearchParams((await readBody(request)).toString("utf8"));
  const tags = (form.get("tags") ?? "").split(",").map((tag) => tag.trim());
  shop.setCustomerTags(
    id,
    tags.filter((tag) => tag !== ""),
  );
  sendRedirect(response, `${adminPath(shop)}/customers/${id}`);
}

/** A form of another site must not change a shop. Scripts without a browser send neither header. */
export function isSameOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  return origin === undefined || new URL(origin).host === host;
}

function sendNotFound(response: ServerResponse, shop: Shop, appHandle: string): void {
  const main = html`<main class="page"><p>The dev store's admin has no such page.</p></main>`;
  const page = renderAdminPage({ shop, appHandle, title: "No such page", section: "app", main });
  sendHtml(response, page, 404);
}

function renderHome(context: EdgeContext): ReturnType<typeof html> {
  const shops = context.shops();
  const rows = shops.map(
    (shop) =>
      html`<tr>
        <td><a href="${adminPath(shop)}/apps/${context.app.handle}">${shop.record.name}</a></td>
        <td>${shop.domain}</td>
        <td>${shop.plan}</td>
        <td><a href="${adminPath(shop)}/customers">${shop.counts().customers}</a></td>
        <td>${shop.counts().orders}</td>
        <td><a href="/shop/${shopName(shop)}/">Storefront</a></td>
      </tr>`,
  );
  return renderBarePage(
    "Dev store",
    html`<section class="card">
      <h1>Shops</h1>
      ${shops.length === 0 && html`<p class="none">There is no shop yet.</p>`}
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th>Shop</th>
              <th>Domain</th>
              <th>Plan</th>
              <th>Customers</th>
              <th>Orders</th>
              <th></th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>
      </div>
    </section>`,
  );
}
