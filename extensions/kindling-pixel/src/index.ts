import { register } from "@shopify/web-pixels-extension";
import { startPixel } from "./start-pixel.ts";

register((api) =>
  startPixel(api, {
    now: () => Date.now(),
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    fetch: (input, init) => fetch(input, init),
  }),
);
