import { useWords } from "../../words/use-words.ts";
import { sayHelp } from "./say-text.ts";
import type { CaretPlace } from "./caret-place.ts";
import type { Completion } from "./use-completions.ts";

/** Words to choose from, below the line that is written. The field keeps the focus. */
export function CompletionList(props: {
  id: string;
  place: CaretPlace;
  shown: readonly Completion[];
  active: number;
  onChoose: (completion: Completion) => void;
}) {
  const { t } = useWords("editor");
  const grammar = useWords("grammar");
  const { id, place, shown, active, onChoose } = props;
  return (
    <ul
      id={`${id}-list`}
      role="listbox"
      aria-label={t("text.suggestions")}
      className="k-completions"
      style={{ top: place.bottom, left: `min(${place.left}px, max(0px, 100% - 18rem))` }}
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
          <span className="k-completion-help">{sayHelp(grammar, completion.help)}</span>
        </li>
      ))}
    </ul>
  );
}
