import { assertNever } from "../../../pipeline/shared/outcome.ts";
import type { CustomerChangeOutcome } from "../../../services/change-customer.ts";
import type { Words } from "../../words/use-words.ts";

/** What came of an order for a customer: whether it is carried out, and what to say. */
export function describeAnswer(
  { t }: Words<"customers">,
  answer: CustomerChangeOutcome,
): { isDone: boolean; text: string } {
  switch (answer.change) {
    case "recalculate":
    case "exclude":
    case "include": {
      const { result } = answer;
      switch (result) {
        case "due":
          return { isDone: true, text: t(`action.done.${answer.change}`) };
        case "nothing-to-do":
          return { isDone: true, text: t("action.standsAlready") };
        case "unknown-customer":
          return { isDone: false, text: t("action.unknownCustomer") };
        default:
          return assertNever(result);
      }
    }
    case "erase":
      return { isDone: true, text: t("action.done.erase") };
    case "undo-merge":
      return {
        isDone: answer.result === "undone" || answer.result === "already-undone",
        text: t(`merge.answer.${answer.result}`),
      };
    default:
      return assertNever(answer);
  }
}
