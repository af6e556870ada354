import type { Help } from "../../../pipeline/segment/text/help.ts";
import { startTransition, useMemo, useRef, useState, type KeyboardEvent } from "react";

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
  /** Looks again, after typing or at the merchant's wish: what is found is shown while nobody waits for it. */
  open: (place: Place) => void;
  close: () => void;
  /** @returns the completion that is to be put in; null: the key is for the field */
  press: (event: KeyboardEvent<HTMLTextAreaElement>) => Completion | null;
}

interface Place {
  text: string;
  offset: number;
  /** Also where nothing is begun. */
  isAsked: boolean;
}

type Find = (text: string, offset: number) => readonly Completion[];

const MOST_SHOWN = 12;
const NONE: readonly Completion[] = [];

/**
 * Which completions are shown, and which of them the keyboard is on.
 * @param find the same one while it finds the same
 */
export function useCompletions(find: Find): Completions {
  const [place, setPlace] = useState<Place | null>(null);
  const [active, setActive] = useState(0);
  /** What was asked for last, also while what is shown is of before. */
  const newest = useRef<Place | null>(null);
  const shown = useMemo(() => findWorthy(find, place), [find, place]);
  const close = (): void => {
    newest.current = null;
    setPlace(null);
  };
  return {
    shown,
    active,
    open(next) {
      newest.current = next;
      startTransition(() => {
        setPlace(next);
        setActive(0);
      });
    },
    close,
    press(event) {
      const step = STEPS[event.key];
      if (step === undefined && event.key !== "Escape" && event.key !== "Enter") return null;
      // Who is faster than the list chooses from the one that was coming.
      const isCurrent = newest.current === place;
      const listed = isCurrent ? shown : findWorthy(find, newest.current);
      if (listed.length === 0) return null;
      if (step !== undefined) {
        event.preventDefault();
        setPlace(newest.current);
        setActive(((isCurrent ? active : 0) + step + listed.length) % listed.length);
      } else if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        close();
      } else if (!event.shiftKey) {
        event.preventDefault();
        return listed[isCurrent ? active : 0] ?? null;
      }
      return null;
    },
  };
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * What may stand at a place, where it is worth a list: one that pops up at every blank is in the way, so a word must be
 * begun, and not be there already. A number is whole at any digit.
 */
function findWorthy(find: Find, place: Place | null): readonly Completion[] {
  if (place === null) return NONE;
  const { text, offset, isAsked } = place;
  const found = find(text, offset);
  const begun = text.slice(found[0]?.start ?? offset, offset);
  const isWhole =
    /^\d/.test(begun) || found.some((each) => each.text.toLowerCase() === begun.toLowerCase());
  return isAsked || (begun !== "" && !isWhole) ? found.slice(0, MOST_SHOWN) : NONE;
}
