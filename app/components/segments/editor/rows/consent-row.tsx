import { useWords } from "../../../words/use-words.ts";
import { Choice } from "../choice.tsx";
import { CONSENT_STATES, optionsOf } from "../option-words.ts";
import { PickMany } from "../pick-many.tsx";
import { RowWords } from "../row-words.tsx";
import type { RowProps } from "./row-props.ts";

export function ConsentRow({ atom, onChange }: RowProps<"consent">) {
  const { t } = useWords("editor");
  return (
    <RowWords
      row="consent"
      fields={{
        channel: (
          <Choice
            label={t("consent.channel")}
            value={atom.channel}
            options={optionsOf(["email", "sms"] as const, (each) => t(`consent.${each}`))}
            onChange={(channel) => onChange({ ...atom, channel })}
          />
        ),
        states: (
          <PickMany
            label={t("consent.states")}
            chosen={atom.states}
            options={optionsOf(CONSENT_STATES, (state) => t(`consent.state.${state}`))}
            onChange={(chosen) =>
              onChange({
                ...atom,
                states: CONSENT_STATES.filter((state) => chosen.includes(state)),
              })
            }
          />
        ),
      }}
    />
  );
}
