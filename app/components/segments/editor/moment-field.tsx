import type { Moment } from "../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../words/use-words.ts";
import { Choice } from "./choice.tsx";
import { optionsOf } from "./option-words.ts";
import { ThingsField } from "./things-field.tsx";

/** The first or the last time that something happened. */
export function MomentField(props: { value: Moment; onChange: (value: Moment) => void }) {
  const { value, onChange } = props;
  const { t } = useWords("editor");
  return (
    <>
      <Choice
        label={t("moment.which")}
        value={value.kind}
        options={optionsOf(["first", "last"] as const, (kind) => t(`moment.${kind}`))}
        onChange={(kind) => onChange({ ...value, kind })}
      />
      <ThingsField
        label={t("moment.of")}
        value={value.of}
        onChange={(of) => onChange({ ...value, of })}
      />
    </>
  );
}
