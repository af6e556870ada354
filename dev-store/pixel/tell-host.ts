import { html, jsonScript } from "../admin-page/html.ts";
import type { SafeHtml } from "../admin-page/html.ts";
import type { StorefrontPage } from "../storefront/storefront-page.ts";
import type { StorefrontRequest } from "../storefront/storefront-request.ts";
import { readCart, readVisitor } from "../storefront/visitor.ts";
import { takeCartChanges } from "./cart-changes.ts";
import type { StandardEvent, ToldToHost } from "./client/messages.ts";
import { toInitData } from "./event-data.ts";
import { eventsOfPage } from "./page-events.ts";

/** Where the host script of a page finds what it is told. */
const ELEMENT_ID = "pixel-host";

/** What the pixels of a page are told, for the script that runs them. */
export function tellHost(storefront: StorefrontRequest, events: StandardEvent[]): SafeHtml {
  const { request, context, shop, base } = storefront;
  const cart = readCart(request, shop);
  const told: ToldToHost = {
    base,
    pixel: readPixel(context.pixelExtension?.needs, shop.webPixel()?.settings),
    data: toInitData(shop, { customer: readVisitor(request, shop), cart }),
    events,
  };
  return jsonScript(ELEMENT_ID, told);
}

/** For the head of a storefront page, ahead of the theme's and the apps' scripts. */
export function renderPixelHost(storefront: StorefrontRequest, page: StorefrontPage): SafeHtml {
  const { request, context, shop } = storefront;
  const cart = readCart(request, shop);
  const changes = takeCartChanges(shop, { database: context.database, cart });
  return html`${tellHost(storefront, [...changes, ...eventsOfPage(shop, page, cart)])}
    <script src="/dev-store/pixel/host.js"></script>`;
}

function readPixel(
  needs: NonNullable<ToldToHost["pixel"]>["needs"] | undefined,
  settings: Record<string, string> | undefined,
): ToldToHost["pixel"] {
  return needs === undefined || settings === undefined ? null : { needs, settings };
}
