import { Box, Select } from "@shopify/polaris";
import type { PointsModel, SignalRule } from "../../../pipeline/score/model.ts";
import { SIGNALS, type Signal } from "../../../pipeline/shared/signals.ts";
import { DAY_MS } from "../../../pipeline/shared/time.ts";
import { groupWords, signalWords } from "../part-words.ts";
import { useScoringWords } from "../scoring-words.ts";
import { useModelForm } from "./form-context.tsx";

/** What an added signal begins with: little, so that nothing jumps before its numbers are chosen. */
const BEGINNING: Omit<SignalRule, "group"> = { weight: 1, halfLifeMs: 7 * DAY_MS, dailyCap: 1 };

/** Lets a signal count that the score does not name yet, as one of a group. */
export function AddSignal(props: {
  score: "intent" | "engagement";
  model: PointsModel;
  group: string;
}) {
  const { score, model, group } = props;
  const words = useScoringWords();
  const { t } = words;
  const { change } = useModelForm();
  const isNamed = (signal: Signal): boolean => signal in model.signals || signal in model.dampeners;
  const options = SIGNALS.filter((signal) => !isNamed(signal))
    .map((signal) => ({ value: signal, label: signalWords(words, signal) }))
    .toSorted((a, b) => a.label.localeCompare(b.label));
  if (options.length === 0) return null;
  return (
    <Box padding="400" paddingBlockStart="200" maxWidth="24rem">
      <Select
        label={t("form.addSignal", { group: groupWords(words, group) })}
        labelHidden
        options={[
          { value: "", label: t("form.addSignal", { group: groupWords(words, group) }) },
          ...options,
        ]}
        value=""
        onChange={(signal) => {
          if (signal === "") return;
          change(`${score}.signals.${signal}`, { rule: { group, ...BEGINNING } });
        }}
      />
    </Box>
  );
}
