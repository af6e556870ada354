import { createCustomerPrivacy } from "./customer-privacy.ts";
import type { CustomerPrivacy } from "./customer-privacy.ts";
import { startCart } from "./theme-cart.ts";
import { startProduct } from "./theme-product.ts";
import { startDialogs } from "./theme-dialogs.ts";
import { sendViewEvents } from "./standard-events.ts";
import { readTold } from "./told.ts";

interface StorefrontGlobal {
  shop: string;
  locale: string;
  currency: { active: string };
  routes: { root: string };
  designMode?: boolean;
  loadFeatures(features: { name: string; version: string }[], done?: (error?: Error) => void): void;
  customerPrivacy?: CustomerPrivacy;
}

function startStorefront(): void {
  const told = readTold();
  const privacy = createCustomerPrivacy(told.shop);

  const shopify: StorefrontGlobal = {
    shop: told.shop,
    locale: "en",
    currency: { active: told.currency },
    routes: { root: told.root },
    ...(told.designMode && { designMode: true }),
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
  document.addEventListener("DOMContentLoaded", () => {
    showBanner(privacy);
    startDialogs();
    startProduct(told);
    startCart(told);
    sendViewEvents(told);
  });
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
