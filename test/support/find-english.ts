import type { FrameLocator } from "playwright-core";

/** Words that hardly a sentence of English lacks, and that neither German nor French has. */
const ENGLISH =
  /(?<!\p{L})(?:the|of|and|with|this|that|these|those|from|are|is|were|which|when|has|have|not|yet|your|you|their|them|who|for|by|it|to|ago|last|days|hours|customers?|orders?)(?!\p{L})/iu;

/** What is the same in every language: names of Klaviyo's and Shopify's, and what stands in their menus. */
const NAMES = [
  "Entered segment",
  "Left segment",
  "Segment handle",
  "Create private API key",
  "Customer Privacy",
  "Klaviyo",
];

/**
 * The lines in sight that read as English. What is written as code (tags, conditions as text, what other systems said) is
 * left out, since that is not translated.
 * @param known names of the shop's own, as of its products
 */
export async function findEnglish(
  frame: FrameLocator,
  known: readonly string[],
): Promise<string[]> {
  const lines = await frame.locator("body").evaluate((body) => {
    const copy = body.cloneNode(true);
    if (!(copy instanceof HTMLElement)) return [];
    for (const code of copy.querySelectorAll(
      ".k-code, .k-code-field, code, pre, textarea, script, style",
    )) {
      code.replaceWith(" … ");
    }
    const texts: string[] = [];
    const walker = document.createTreeWalker(copy, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node instanceof Element) {
        for (const name of ["aria-label", "title", "placeholder", "alt"]) {
          const text = node.getAttribute(name);
          if (text !== null) texts.push(text);
        }
      } else if (node.textContent !== null) texts.push(node.textContent);
    }
    return texts.map((text) => text.replace(/\s+/g, " ").trim()).filter((text) => text !== "");
  });
  const isEnglish = (line: string): boolean => {
    // Tags are as they are written in Shopify.
    let rest = line.replaceAll(/kindling:[\w-]+/g, " ");
    for (const name of [...NAMES, ...known]) rest = rest.replaceAll(name, " ");
    return ENGLISH.test(rest);
  };
  return [...new Set(lines.filter(isEnglish))];
}
