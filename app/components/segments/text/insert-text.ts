/** Puts text in the place of a part of a field's, as if it were typed: it can be undone, and the field's listeners hear it. */
export function insertText(
  field: HTMLTextAreaElement,
  place: { start: number; end: number; text: string },
): void {
  const { start, end, text } = place;
  field.focus();
  field.setSelectionRange(start, end);
  // Deprecated, and the only way that keeps the browser's own undo.
  const isDone = document.execCommand("insertText", false, text);
  if (isDone) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
