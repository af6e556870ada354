import { Button, Text } from "@shopify/polaris";
import type { TextError } from "../../../pipeline/segment/text/text-error.ts";
import { sayProblem } from "./say-text.ts";
import { useWords } from "../../words/use-words.ts";

/** What is wrong with a text, where, and what would be right. It is read out as it changes. */
export function ErrorList(props: {
  id: string;
  errors: readonly TextError[];
  onGo: (error: TextError) => void;
  onReplace: (error: TextError, text: string) => void;
}) {
  const { t } = useWords("editor");
  const grammar = useWords("grammar");
  const { id, errors, onGo, onReplace } = props;
  return (
    <ul id={id} className="k-text-errors" aria-live="polite">
      {errors.map((error) => (
        <li key={`${error.start} ${error.message.code}`}>
          <Button variant="plain" tone="critical" textAlign="left" onClick={() => onGo(error)}>
            {t("text.place", { line: error.line, column: error.column })}
          </Button>{" "}
          <Text as="span" breakWord>
            {sayProblem(grammar, error.message)}
          </Text>{" "}
          {error.suggestion === null ? null : (
            <Button size="micro" onClick={() => onReplace(error, error.suggestion ?? "")}>
              {t("text.use", { text: error.suggestion })}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
