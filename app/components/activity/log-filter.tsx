import { Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { ACTIVITY_KINDS, ACTIVITY_OUTCOMES } from "../../pipeline/shared/activity.ts";
import type { ActivityChoice } from "../../queries/read-activity-filter.ts";
import { useAddress } from "../frame/use-address.ts";
import { useWords } from "../words/use-words.ts";

const EVERY_PAGE = { after: null, before: null };

/** What of the log is shown: about what, what became of it, of whom, and of when. All of it stands in the address. */
export function LogFilter({ choice, days }: { choice: ActivityChoice; days: readonly number[] }) {
  const { t, format } = useWords("activity");
  const { params, chooseAll } = useAddress();
  const pick = (name: string) => (value: string) =>
    chooseAll({ [name]: value === "" ? null : value, ...EVERY_PAGE });
  return (
    <div className="k-filters">
      <Select
        label={t("filter.kind")}
        value={params.get("kind") ?? ""}
        options={[
          { value: "", label: t("filter.anyKind") },
          ...ACTIVITY_KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
        ]}
        onChange={pick("kind")}
      />
      <Select
        label={t("filter.outcome")}
        value={params.get("outcome") ?? ""}
        options={[
          { value: "", label: t("filter.anyOutcome") },
          ...ACTIVITY_OUTCOMES.map((one) => ({ value: one, label: t(`outcome.${one}`) })),
        ]}
        onChange={pick("outcome")}
      />
      <Select
        label={t("filter.days")}
        value={params.get("days") ?? ""}
        options={[
          { value: "", label: t("filter.anyDays") },
          ...days.map((count) => ({
            value: String(count),
            label: t("filter.lastDays", { count, amount: format.count(count) }),
          })),
        ]}
        onChange={pick("days")}
      />
      <CustomerField key={choice.customer ?? ""} customer={choice.customer} />
    </div>
  );
}

/** Asked with the enter key or on leaving the field, so that not every digit is a search. */
function CustomerField({ customer }: { customer: string | null }) {
  const { t } = useWords("activity");
  const { chooseAll } = useAddress();
  const [text, setText] = useState(customer ?? "");
  const typed = text.trim();
  const isWrong = !/^\d*$/.test(typed);
  const ask = (wanted: string): void => {
    if (isWrong || wanted === (customer ?? "")) return;
    chooseAll({ customer: wanted === "" ? null : wanted, ...EVERY_PAGE });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask(typed);
      }}
    >
      <TextField
        label={t("filter.customer")}
        value={text}
        onChange={setText}
        onBlur={() => ask(typed)}
        onClearButtonClick={() => {
          setText("");
          chooseAll({ customer: null, ...EVERY_PAGE });
        }}
        clearButton
        autoComplete="off"
        inputMode="numeric"
        maxLength={20}
        placeholder={t("filter.customerHint")}
        error={isWrong ? t("filter.customerWrong") : false}
      />
    </form>
  );
}
