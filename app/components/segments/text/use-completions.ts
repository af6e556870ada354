import type { Help } from "../../../pipeline/segment/text/help.ts";
import { useState, type KeyboardEvent } from "react";

/** A word that may stand at a place of a text, in place of what is begun there. */
export interface Completion {
  text: string;
  help: Help;
  /** The part of the text that it takes the place of. */
  start: number;
  end: number;
}

export interface Completions {
  shown: readonly Completion[];
  active: number;
  /** Looks again, after typing or at the merchant's wish. */
  open: (text: string, offset: number, isAsked: boolean) => void;
  close: () => void;
  /** @returns the completion that is to be put in; null: the key is for the field */
  press: (event: KeyboardEvent<HTMLTextAreaElement>) => Completion | null;
}

const MOST_SHOWN = 12;

/** Which completions are shown, and which of them the keyboard is on. */
export function useCompletions(
  find: (text: string, offset: number) => readonly Completion[],
): Completions {
  const [shown, setShown] = useState<readonly Completion[]>([]);
  const [active, setActive] = useState(0);
  const show = (found: readonly Completion[]): void => {
    setShown(found.slice(0, MOST_SHOWN));
    setActive(0);
  };
  return {
    shown,
    active,
    open(text, offset, isAsked) {
      const found = find(text, offset);
      const begun = text.slice(found[0]?.start ?? offset, offset);
      // A list that pops up at every blank is in the way: a word must be begun, and not be there already.
      // A number is whole at any digit.
      const isWhole =
        /^\d/.test(begun) || found.some((each) => each.text.toLowerCase() === begun.toLowerCase());
      show(isAsked || (begun !== "" && !isWhole) ? found : []);
    },
    close: () => show([]),
    press(event) {
      if (shown.length === 0) return null;
      const step = STEPS[event.key];
      if (step !== undefined) {
        event.preventDefault();
        setActive((active + step + shown.length) % shown.length);
      } else if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        show([]);
      } else if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        return shown[active] ?? null;
      }
      return null;
    },
  };
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
