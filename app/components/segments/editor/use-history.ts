import { useCallback, useEffect, useState } from "react";
import { canonicalJson } from "./canonical-json.ts";
import { beginHistory, changeHistory, redo, undo, type History } from "./history.ts";

export interface DraftHistory<Draft> {
  draft: Draft;
  /** Takes what becomes of the newest draft. The function stays the same one. */
  change: (edit: (draft: Draft) => Draft) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
}

/** A draft whose changes can be undone, by what this gives and by Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) anywhere outside of a field. */
export function useHistory<Draft extends object>(begin: () => Draft): DraftHistory<Draft> {
  const [history, setHistory] = useState(() => beginHistory(begin()));
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const step = stepOf(event);
      // Fields undo what is typed by themselves.
      if (step === null || isTyping(event.target)) return;
      event.preventDefault();
      setHistory((now: History<Draft>) => step(now));
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
  const change = useCallback((edit: (draft: Draft) => Draft): void => {
    const at = performance.now();
    setHistory((now) => {
      const draft = edit(now.present);
      return changeHistory(now, draft, { what: changedFields(now.present, draft).join(), at });
    });
  }, []);
  return {
    draft: history.present,
    change,
    undo: () => setHistory((now) => undo(now)),
    redo: () => setHistory((now) => redo(now)),
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
  };
}

function stepOf(event: KeyboardEvent): (<Draft>(history: History<Draft>) => History<Draft>) | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  const key = event.key.toLowerCase();
  if (key === "y" || (key === "z" && event.shiftKey)) return redo;
  return key === "z" ? undo : null;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.matches("textarea, select, [contenteditable], input:not([type=checkbox])");

function changedFields(before: object, after: object): string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].filter(
    (field) =>
      canonicalJson(Reflect.get(before, field)) !== canonicalJson(Reflect.get(after, field)),
  );
}
