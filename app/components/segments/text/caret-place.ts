/** Where a place of a text is drawn, within an element that holds the whole text. */
export interface CaretPlace {
  left: number;
  /** The lower end of its line. */
  bottom: number;
}

/** @returns null where the element does not hold that much text */
export function findCaretPlace(element: HTMLElement, offset: number): CaretPlace | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (offset <= before + length) {
      const range = document.createRange();
      range.setStart(node, offset - before);
      range.collapse(true);
      const box = range.getClientRects()[0] ?? range.getBoundingClientRect();
      const frame = element.getBoundingClientRect();
      return { left: box.left - frame.left, bottom: box.bottom - frame.top };
    }
    before += length;
  }
  return null;
}
