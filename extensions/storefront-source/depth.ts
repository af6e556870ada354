import { DWELLED_S, SCROLLED_SHARE, SCROLL_PAUSE_MS } from "./limits.ts";
import { productId, reviews } from "./page-context.ts";
import { listen, quietly } from "./quietly.ts";
import { record } from "./record.ts";

/** How far and how long a page was looked at. */
export function watchDepth(): void {
  const about = { productId };
  let pause: ReturnType<typeof setTimeout>;
  const look = quietly(() => {
    if (scrollY + innerHeight > document.documentElement.scrollHeight * SCROLLED_SHARE)
      record("page_scrolled", about);
    const box = productId && document.querySelector(reviews)?.getBoundingClientRect();
    const middle = innerHeight / 2;
    if (box && box.top < middle && box.bottom > middle) record("reviews_opened", about);
  });
  listen(window, "scroll", () => {
    clearTimeout(pause);
    pause = setTimeout(look, SCROLL_PAUSE_MS);
  });

  let seconds = 0;
  const tick = setInterval(
    quietly(() => {
      if (document.hidden || ++seconds < DWELLED_S) return;
      clearInterval(tick);
      record("page_dwelled", about);
    }),
    1000,
  );
}
