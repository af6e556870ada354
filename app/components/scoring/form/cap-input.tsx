import { RangeSlider } from "@shopify/polaris";
import { boundsAt, numberAt } from "../model-numbers.ts";
import { useModelForm } from "./form-context.tsx";
import { NumberInput } from "./number-input.tsx";
import { useScoringWords } from "../scoring-words.ts";

/** A limit in points: a slider for the hand, a field beside it for the exact number. */
export function CapInput(props: { path: string; label: string; helpText?: string }) {
  const { path, label, helpText } = props;
  const { t } = useScoringWords();
  const form = useModelForm();
  const { least, most } = boundsAt(form.bounds, path);
  return (
    <RangeSlider
      label={label}
      min={least}
      max={most}
      value={numberAt(form.draft.model, path) ?? least}
      onChange={(value) => {
        if (typeof value === "number") form.change(path, { value });
      }}
      {...(helpText === undefined ? {} : { helpText })}
      suffix={
        <div className="k-field-number">
          <NumberInput path={path} label={t("form.exactly", { label })} isLabelHidden />
        </div>
      }
    />
  );
}
