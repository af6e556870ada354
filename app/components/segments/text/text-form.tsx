import { Text } from "@shopify/polaris";
import { Suspense, useId, useRef } from "react";
import type { TextError } from "../../../pipeline/segment/text/text-error.ts";
import { useWords } from "../../words/use-words.ts";
import { CompletionList } from "./completion-list.tsx";
import { ErrorList } from "./error-list.tsx";
import { insertText } from "./insert-text.ts";
import { cutIntoPieces, type TextRole } from "./text-pieces.ts";
import { useCompletions, type Completion } from "./use-completions.ts";

const PLACEHOLDER = "count product_viewed in 7 days >= 3\nand not email consent is unsubscribed";

interface Props {
  label: string;
  value: string;
  errors: readonly TextError[];
  onChange: (value: string) => void;
  /** What may stand at a place, in place of what is begun there. The same one while it finds the same. */
  complete: (text: string, offset: number) => readonly Completion[];
  /** Somebody is about to write. */
  onTurnTo: () => void;
  /** The parts of the text that are drawn in a color of their own. */
  roles: readonly { start: number; end: number; role: TextRole }[];
}

/**
 * A condition as text. The field is a plain text area, so that reading it out, undo and everything else of the
 * browser's stay; what it cannot draw, colors and marks, lies behind it letter by letter.
 */
export function TextForm(props: Props) {
  const { label, value, errors, onChange, complete, onTurnTo, roles } = props;
  const { t, format } = useWords("editor");
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const mirror = useRef<HTMLDivElement>(null);
  const completions = useCompletions(complete);
  const { shown, active } = completions;
  const isListed = shown.length > 0;
  const put = (completion: { start: number; end: number; text: string }): void => {
    completions.close();
    if (field.current !== null) insertText(field.current, completion);
  };
  const look = (isAsked: boolean): void => {
    const { value: text = "", selectionStart: offset = 0 } = field.current ?? {};
    completions.open({ text, offset, isAsked });
  };
  return (
    <div className="k-text-form">
      <label htmlFor={id}>
        <Text as="span" fontWeight="medium">
          {label}
        </Text>
      </label>
      <div className="k-code-field" data-wrong={errors.length > 0 || undefined}>
        {/* No <pre>: of one that begins with an empty line the browser drops that. */}
        <div ref={mirror} className="k-code-mirror" aria-hidden="true">
          {cutIntoPieces(value, roles, errors.map(markOf)).map((piece, index) => (
            <span key={index} data-role={piece.role} data-wrong={piece.isWrong || undefined}>
              {piece.text}
            </span>
          ))}
          {/* A last line that is empty has a height only when something follows. */}
          {"\n"}
        </div>
        <textarea
          ref={field}
          id={id}
          value={value}
          placeholder={PLACEHOLDER}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          aria-autocomplete="list"
          aria-controls={isListed ? `${id}-list` : undefined}
          aria-activedescendant={isListed ? `${id}-option-${active}` : undefined}
          aria-invalid={errors.length > 0}
          aria-describedby={`${id}-errors ${id}-hint`}
          onChange={(event) => {
            onChange(event.currentTarget.value);
            look(false);
          }}
          onKeyDown={(event) => {
            if (event.key === " " && event.ctrlKey) {
              event.preventDefault();
              look(true);
              return;
            }
            const chosen = completions.press(event);
            if (chosen !== null) put(chosen);
          }}
          onFocus={onTurnTo}
          onClick={completions.close}
          onBlur={completions.close}
        />
        {isListed ? (
          <Suspense fallback={null}>
            <CompletionList {...{ id, mirror, shown, active }} onChoose={put} />
          </Suspense>
        ) : null}
      </div>
      <Text as="p" variant="bodySm" tone="subdued" id={`${id}-hint`}>
        {t("text.hint")}
      </Text>
      <ErrorList
        id={`${id}-errors`}
        errors={errors}
        onGo={(error) => {
          field.current?.focus();
          field.current?.setSelectionRange(error.start, error.start + error.length);
        }}
        onReplace={(error, text) => put({ ...spanOf(error), text })}
      />
      <span aria-live="polite" className="k-hidden">
        {isListed
          ? t("text.found", { count: shown.length, amount: format.count(shown.length) })
          : ""}
      </span>
    </div>
  );
}

const spanOf = ({ start, length }: TextError): { start: number; end: number } => ({
  start,
  end: start + length,
});

/** What is marked of an error: where something is missing, the letter before the place. */
const markOf = (error: TextError): { start: number; end: number } =>
  error.length > 0 ? spanOf(error) : { start: Math.max(0, error.start - 1), end: error.start };
