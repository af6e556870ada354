import type { GapCause } from "../../pipeline/shared/stitching.ts";

interface GapWords {
  name: string;
  /** How it comes to that. */
  meaning: string;
  todo: string;
}

export const GAP_WORDS: Record<GapCause, GapWords> = {
  "before-install": {
    name: "Placed before the installation",
    meaning: "Read from your history. Nobody watched your storefront then.",
    todo: "Nothing. They leave these days by themselves.",
  },
  "no-token": {
    name: "No cart and no checkout told",
    meaning: "Made by hand, by an import or by another app: Shopify names neither with them.",
    todo: "Nothing, if so. Are most of your orders among them, your storefront is headless: send its cart tokens by the HTTP API.",
  },
  "unseen-cart": {
    name: "Cart seen in no browser",
    meaning: "The script was blocked, analytics were not agreed to, or the theme embed is off.",
    todo: "Activate the theme embed, and see that your cookie banner asks for analytics.",
  },
  "other-person": {
    name: "Browser of somebody else",
    meaning: "Several people use it. What is done there without a log-in belongs to none of them.",
    todo: "Nothing. Who logs in is told apart.",
  },
  "no-browsing": {
    name: "No browsing in the 30 days before",
    meaning: "The browser is known, and was seen only earlier, or only after the order.",
    todo: "Nothing, if they are few. Else look whether the embed is missing on some of your pages.",
  },
};
