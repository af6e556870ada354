import { watchCartRequests } from "./cart.ts";
import { watchDepth } from "./depth.ts";
import { watchOpenedParts } from "./opened-parts.ts";
import { productId } from "./page-context.ts";
import { recordPage } from "./page-facts.ts";
import { listen, quietly } from "./quietly.ts";
import { forgetAll } from "./record.ts";
import { send } from "./send.ts";
import { isAllowed } from "./shopify.ts";
import { watchStandardEvents } from "./standard-events.ts";
import { watchVariantChoice } from "./variant-choice.ts";

let isWatching = false;
let isRecording = false;

/** Begins with consent and ends with its withdrawal. Before it nothing is watched, stored or sent. */
const followConsent = quietly((): void => {
  if (!isAllowed()) forgetAll();
  else if (!isRecording) {
    if (!isWatching) watch();
    recordPage();
  }
  isRecording = isAllowed();
});

function watch(): void {
  isWatching = true;
  watchStandardEvents();
  watchCartRequests();
  watchDepth();
  if (productId) {
    watchVariantChoice();
    watchOpenedParts();
  }
  // Either can be the last that a page hears.
  for (const name of ["visibilitychange", "pagehide"]) listen(window, name, () => send(true));
}

const start = quietly((): void => {
  // What a merchant does in the theme editor is no shopping.
  if (Shopify.designMode) return;
  listen(document, "visitorConsentCollected", followConsent);
  Shopify.loadFeatures([{ name: "consent-tracking-api", version: "0.1" }], followConsent);
});

// A page that is made ahead of its time is seen by nobody yet.
if ((document as { prerendering?: boolean }).prerendering)
  listen(document, "prerenderingchange", start);
// When the browser has nothing better to do.
else (window.requestIdleCallback ?? setTimeout)(start);
