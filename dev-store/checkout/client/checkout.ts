import type { EventBus } from "../../pixel/client/event-bus.ts";
import { publishPage, readTold, startHost } from "../../pixel/client/host.ts";
import type { StandardEvent } from "../../pixel/client/messages.ts";
import { createCustomerPrivacy } from "../../storefront/client/customer-privacy.ts";
import type { CustomerPrivacy } from "../../storefront/client/customer-privacy.ts";

/**
 * Shopify's checkout is one document from the first step to the thank-you page: so here the steps are fetched
 * and put in, and pixels live through all of them. Without this script each step is a page of its own.
 */
function startCheckout(): void {
  const told: { shop: string } = JSON.parse(document.getElementById("checkout")?.textContent ?? "");
  const shopify = makeShopify(createCustomerPrivacy(told.shop));
  Object.defineProperty(window, "Shopify", { value: shopify });
  const bus = startHost(shopify, readTold(document));
  document.addEventListener("submit", (event) => {
    const { target } = event;
    if (!(target instanceof HTMLFormElement) || !("checkout" in target.dataset)) return;
    event.preventDefault();
    void submit(target, bus);
  });
  addEventListener("popstate", () => void openStep(location.href, bus));
}

interface Shopify {
  loadFeatures(features: { name: string; version: string }[], done: (error?: Error) => void): void;
  customerPrivacy?: CustomerPrivacy;
}

function makeShopify(privacy: CustomerPrivacy): Shopify {
  const shopify: Shopify = {
    loadFeatures(_features, done) {
      setTimeout(() => {
        shopify.customerPrivacy = privacy;
        done();
      });
    },
  };
  return shopify;
}

interface Answer {
  problem?: string;
  location?: string;
  events?: StandardEvent[];
}

async function submit(form: HTMLFormElement, bus: EventBus): Promise<void> {
  const button = form.querySelector("button");
  if (button !== null) button.disabled = true;
  const fields = [...new FormData(form)].map(([key, value]) => [key, String(value)]);
  const response = await fetch(form.action, {
    method: "POST",
    headers: { accept: "application/json" },
    body: new URLSearchParams(fields),
  });
  const answer: Answer = await response.json();
  if (button !== null) button.disabled = false;
  if (answer.location === undefined) {
    const problem = form.querySelector(".problem");
    if (problem !== null) problem.textContent = answer.problem ?? "Something went wrong.";
    return;
  }
  for (const event of answer.events ?? []) bus.publishStandard(event);
  history.pushState(null, "", answer.location);
  await openStep(answer.location, bus);
}

/** Puts the page of a step in, and tells pixels of it as of any page. */
async function openStep(address: string, bus: EventBus): Promise<void> {
  const response = await fetch(address);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  document.title = page.title;
  document.body.replaceWith(page.body);
  scrollTo(0, 0);
  publishPage(bus, readTold(page));
}

startCheckout();
