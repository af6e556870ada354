import type { Shop } from "../state/shop.ts";
import { html } from "./html.ts";
import type { SafeHtml } from "./html.ts";
import { renderLanguageChoice } from "./staff-language.ts";

export interface AdminPage {
  shop: Shop;
  appHandle: string;
  title: string;
  /** Which entry of the left navigation this page belongs to. */
  section: "customers" | "app";
  /** Given, the language of the person at the admin can be changed there. */
  locale?: string;
  main: SafeHtml;
  /** Scripts at the end of the body. */
  scripts?: SafeHtml;
}

/** "name" of "name.myshopify.com", as it stands in the admin's addresses. */
export function shopName(shop: Shop): string {
  return shop.domain.replace(/\.myshopify\.com$/, "");
}

export function adminPath(shop: Shop): string {
  return `/store/${shopName(shop)}`;
}

/** A page of one shop's admin: bar, left navigation, content. */
export function renderAdminPage({
  shop,
  appHandle,
  title,
  section,
  locale,
  main,
  scripts,
}: AdminPage): SafeHtml {
  const base = adminPath(shop);
  const current = (name: AdminPage["section"]): SafeHtml | false =>
    section === name && html` aria-current="page"`;
  return renderDocument(
    title,
    html`<header class="top">
        <a class="mark" href="/">Dev store</a>
        <span class="shop">${shop.record.name} · ${shop.domain}</span>
      </header>
      <div class="body">
        <nav class="side" aria-label="Shop">
          <ul>
            <li><a href="${base}/customers" ${current("customers")}>Customers</a></li>
            <li><a href="/shop/${shopName(shop)}/">Storefront</a></li>
          </ul>
          <div class="group">Apps</div>
          <ul>
            <li>
              <a id="app-home" href="${base}/apps/${appHandle}" ${current("app")}
                >${appName(appHandle)}</a
              >
            </li>
          </ul>
          <ul id="app-links" class="inner"></ul>
          ${locale !== undefined && renderLanguageChoice(`${base}/language`, locale)}
        </nav>
        ${main}
      </div>
      ${scripts}`,
  );
}

/** "Kindling" for the handle "kindling". */
export function appName(handle: string): string {
  return handle.charAt(0).toUpperCase() + handle.slice(1);
}

/** A page without a shop around it. */
export function renderBarePage(title: string, content: SafeHtml): SafeHtml {
  return renderDocument(
    title,
    html`<header class="top"><a class="mark" href="/">Dev store</a></header>
      <div class="body"><main class="page">${content}</main></div>`,
  );
}

function renderDocument(title: string, body: SafeHtml): SafeHtml {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/dev-store/admin.css" />
      </head>
      <body>
        ${body}
      </body>
    </html> `;
}
