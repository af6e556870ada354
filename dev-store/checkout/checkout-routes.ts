import { isSameOrigin } from "../admin-page/admin-routes.ts";
import { html } from "../admin-page/html.ts";
import { sendHtml, sendJson, sendRedirect } from "../admin-page/send-answer.ts";
import { readBody } from "../app-proxy/proxy-request.ts";
import type { StandardEvent } from "../pixel/client/messages.ts";
import { toPixelCheckout } from "../pixel/event-data.ts";
import type { StorefrontRequest } from "../storefront/storefront-request.ts";
import {
  CART_COOKIE,
  CHECKOUT_COOKIE,
  readCart,
  readCookie,
  readVisitor,
  writeCookie,
} from "../storefront/visitor.ts";
import { beginCheckout } from "./begin-checkout.ts";
import { renderCheckoutPage } from "./checkout-layout.ts";
import type { CheckoutView } from "./checkout-pages.ts";
import { isReached, openCheckoutVisits, STEPS } from "./checkout-visits.ts";
import type { CheckoutVisit, Step } from "./checkout-visits.ts";
import { takeStep } from "./take-step.ts";

const PAGE = /^\/checkouts\/([0-9a-f]{32})(?:\/(shipping|payment|thank-you))?\/?$/;

/** /checkout leads from the cart into a checkout; its pages are below /checkouts/TOKEN. False: another path. */
export async function handleCheckout(storefront: StorefrontRequest): Promise<boolean> {
  const { request, response, path } = storefront;
  const isPost = request.method === "POST";
  if (isPost && path.startsWith("/checkout") && !isSameOrigin(request)) {
    response.writeHead(403).end();
    return true;
  }
  if (path === "/checkout") {
    begin(storefront);
    return true;
  }
  const [, token, name = "contact"] = PAGE.exec(path) ?? [];
  if (token === undefined) return false;
  const step = STEPS.find((each) => each === name) ?? "contact";
  const view = readView(storefront, token);
  if (view === undefined) sendHtml(response, html`<p>There is no such checkout.</p>`, 404);
  else if (isPost) await post(storefront, step, view);
  else show(storefront, step, view);
  return true;
}

function begin(storefront: StorefrontRequest): void {
  const { request, response, context, shop, base } = storefront;
  const cart = readCart(request, shop);
  if (cart === undefined || cart.lines.length === 0) return sendRedirect(response, `${base}/cart`);
  const visit = beginCheckout(shop, {
    database: context.database,
    cart,
    customer: readVisitor(request, shop),
    lastToken: readCookie(request, CHECKOUT_COOKIE),
  });
  response.setHeader("set-cookie", writeCookie(CHECKOUT_COOKIE, visit.token, base));
  sendRedirect(response, addressOf(base, visit.token));
}

function show(storefront: StorefrontRequest, step: Step, view: CheckoutView): void {
  const { response, context, shop, base } = storefront;
  const { visit } = view;
  if (!isReached(step, visit.step)) {
    return sendRedirect(response, addressOf(base, visit.token, visit.step));
  }
  const events = eventsOf(storefront, step, view);
  sendHtml(response, renderCheckoutPage(storefront, { step, view, events }));
  if (step === "thank-you" && !visit.isThanked) {
    openCheckoutVisits(context.database, shop.domain).save({ ...visit, isThanked: true });
  }
}

/** A page's form. A script gets JSON: where to go on, and what has happened for its pixels. */
async function post(storefront: StorefrontRequest, step: Step, view: CheckoutView): Promise<void> {
  const { request, response, context, shop, base } = storefront;
  const { visit, checkout, customer } = view;
  const form = new URLSearchParams((await readBody(request)).toString("utf8"));
  const isScript = request.headers.accept === "application/json";
  if (!isReached(step, visit.step)) {
    return sendRedirect(response, addressOf(base, visit.token, visit.step));
  }
  const { database } = context;
  const taken = takeStep(shop, step, { database, visit, checkout, customer, form });
  if (taken.outcome === "refused") {
    const problem = taken.message;
    if (isScript) return sendJson(response, { problem }, 422);
    const refused = { ...view, problem };
    return sendHtml(
      response,
      renderCheckoutPage(storefront, { step, view: refused, events: [] }),
      422,
    );
  }
  if (taken.visit.orderId !== null) {
    const ended = [CART_COOKIE, CHECKOUT_COOKIE].map((name) => writeCookie(name, "", base));
    response.setHeader("set-cookie", ended);
  }
  const location = addressOf(base, visit.token, nextOf(step));
  if (!isScript) return sendRedirect(response, location);
  const after = shop.checkout(visit.token) ?? checkout;
  const data = { checkout: toPixelCheckout(shop, after) };
  sendJson(response, { location, events: taken.events.map((name) => ({ name, data })) });
}

function readView(storefront: StorefrontRequest, token: string): CheckoutView | undefined {
  const { request, context, shop, base } = storefront;
  const visit = openCheckoutVisits(context.database, shop.domain).find(token);
  const checkout = shop.checkout(token);
  if (visit === undefined || checkout === undefined) return undefined;
  const order = visit.orderId === null ? undefined : shop.order(visit.orderId);
  const customer = readVisitor(request, shop);
  const address = addressOf(base, token);
  return { address, base, visit, checkout, customer, order, problem: null };
}

/** What a page is to pixels, besides page_viewed: the beginning of the checkout, or, once, its completion. */
function eventsOf({ shop }: StorefrontRequest, step: Step, view: CheckoutView): StandardEvent[] {
  const { visit, checkout, order } = view;
  const event = (name: string): StandardEvent => ({
    name,
    data: { checkout: toPixelCheckout(shop, checkout, order) },
  });
  if (step === "contact" && visit.step === "contact") return [event("checkout_started")];
  return step === "thank-you" && !visit.isThanked ? [event("checkout_completed")] : [];
}

const nextOf = (step: Step): Step => STEPS[STEPS.indexOf(step) + 1] ?? "thank-you";

function addressOf(base: string, token: CheckoutVisit["token"], step: Step = "contact"): string {
  const address = `${base}/checkouts/${token}`;
  return step === "contact" ? address : `${address}/${step}`;
}
