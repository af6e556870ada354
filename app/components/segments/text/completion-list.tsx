import { useLayoutEffect, useRef, type RefObject } from "react";
import { useWords } from "../../words/use-words.ts";
import { sayHelp } from "./say-text.ts";
import { findCaretPlace } from "./caret-place.ts";
import type { Completion } from "./use-completions.ts";

/** Words to choose from, below the line that is written. The field keeps the focus. */
export function CompletionList(props: {
  id: string;
  /** Holds the text as it is drawn. */
  mirror: RefObject<HTMLElement>;
  shown: readonly Completion[];
  active: number;
  onChoose: (completion: Completion) => void;
}) {
  const { t } = useWords("editor");
  const help = useWords("help");
  const { id, mirror, shown, active, onChoose } = props;
  const list = useRef<HTMLUListElement>(null);
  const start = shown[0]?.start ?? 0;
  // Written to the element: to draw it once more for its place would take as long as to draw it.
  useLayoutEffect(() => {
    const place = mirror.current === null ? null : findCaretPlace(mirror.current, start);
    if (place === null || list.current === null) return;
    const { style } = list.current;
    style.top = `${place.bottom}px`;
    style.left = `min(${place.left}px, max(0px, 100% - 18rem))`;
  });
  return (
    <ul
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={t("text.suggestions")}
      className="k-completions"
    >
      {shown.map((completion, index) => (
        <li
          key={completion.text}
          id={`${id}-option-${index}`}
          role="option"
          aria-selected={index === active}
          // On press and not on click: the field would lose the focus before, and the list with it.
          onMouseDown={(event) => {
            event.preventDefault();
            onChoose(completion);
          }}
        >
          <span className="k-completion-word">{completion.text}</span>
          <span className="k-completion-help">{sayHelp(help, completion.help)}</span>
        </li>
      ))}
    </ul>
  );
}
