import { createCustomerPrivacy } from "./customer-privacy.ts";
import type { CustomerPrivacy } from "./customer-privacy.ts";

/** What the page says of itself; written by the dev store. */
interface Told {
  shop: string;
  currency: string;
  root: string;
}

interface StorefrontGlobal {
  shop: string;
  locale: string;
  currency: { active: string };
  routes: { root: string };
  loadFeatures(features: { name: string; version: string }[], done?: (error?: Error) => void): void;
  customerPrivacy?: CustomerPrivacy;
}

function startStorefront(): void {
  const text = document.getElementById("storefront")?.textContent ?? "";
  const told: Told = JSON.parse(text);
  const privacy = createCustomerPrivacy(told.shop);

  const shopify: StorefrontGlobal = {
    shop: told.shop,
    locale: "en",
    currency: { active: told.currency },
    routes: { root: told.root },
    loadFeatures(features, done) {
      const unknown = features.find(({ name }) => name !== "consent-tracking-api");
      // The interface appears only after it was asked for, and later: nobody may rely on it before.
      setTimeout(() => {
        if (unknown !== undefined) return done?.(new Error(`No such feature: ${unknown.name}`));
        shopify.customerPrivacy = privacy;
        done?.();
      });
    },
  };
  Object.defineProperty(window, "Shopify", { value: shopify });
  document.addEventListener("DOMContentLoaded", () => showBanner(privacy));
}

function showBanner(privacy: CustomerPrivacy): void {
  const banner = document.getElementById("consent");
  if (banner === null) return;
  banner.hidden = !privacy.shouldShowBanner();
  for (const button of banner.querySelectorAll<HTMLElement>("[data-consent]")) {
    button.addEventListener("click", () => {
      const isAllowed = button.dataset["consent"] === "yes";
      privacy.setTrackingConsent({
        analytics: isAllowed,
        marketing: isAllowed,
        preferences: isAllowed,
        sale_of_data: isAllowed,
      });
      banner.hidden = true;
    });
  }
}

startStorefront();
