import { LABEL_LENGTH, LEVELS } from "./limits.ts";
import { gallery, productId, reviews, sizeGuide } from "./page-context.ts";
import { listen } from "./quietly.ts";
import { record } from "./record.ts";

/** How themes and review apps call the parts of a product page. "Preview" is none of them. */
const PARTS = [
  ["size_guide_opened", /size[-_ ]*(guide|chart)/i, sizeGuide],
  ["reviews_opened", /(^|[^p])review|\brating/i, reviews],
  ["gallery_opened", /gallery|lightbox|zoom|thumbnail|product[-_]*(media|photo|image)/i, gallery],
] as const;

/** Looks at what was clicked on a product page. */
export function watchOpenedParts(): void {
  listen<{ target: HTMLElement }>(document, "click", ({ target }) => {
    const path = target.closest("a")?.pathname;
    // Another product's card.
    if (path !== location.pathname && /products/.test(path as string)) return;
    const names = namesAround(target, LEVELS);
    // Within :is() a selector that is none matches nothing, and stands in nobody's way.
    const part = PARTS.find(([, words, own]) => words.test(names) || target.closest(`:is(${own})`));
    if (part) record(part[0], { productId });
  });
}

/**
 * How an element and the nearest around it are called, by tag, id, class, label, names of data and a button's few
 * words. A form, a section or the page itself names too much.
 */
function namesAround(element: HTMLElement | null, levels: number): string {
  if (!levels || !element || element.matches("form,section,main,body")) return "";
  const text = (element.textContent as string).trim();
  return (
    [
      element.tagName,
      element.id,
      element.className,
      element.ariaLabel,
      Object.keys(element.dataset),
      text.length < LABEL_LENGTH && text,
    ] + namesAround(element.parentElement, levels - 1)
  );
}
