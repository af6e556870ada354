import { InlineError } from "@shopify/polaris";
import type { ProblemMessage } from "../../../pipeline/segment/problem-message.ts";
import { sayProblem } from "../text/say-text.ts";
import { useWords } from "../../words/use-words.ts";

/** What is wrong, where it is wrong. */
export function Problems({ id, problems }: { id?: string; problems: readonly ProblemMessage[] }) {
  const words = useWords("grammar");
  if (problems.length === 0) return null;
  // Each once: several fields of a condition can lack the same.
  const said = [...new Set(problems.map((problem) => sayProblem(words, problem)))];
  return <InlineError fieldID={id ?? ""} message={said.join(" ")} />;
}
