import { Choice } from "../choice.tsx";
import { CONSENT_STATES } from "../option-words.ts";
import { PickMany } from "../pick-many.tsx";
import type { RowProps } from "./row-props.ts";

export function ConsentRow({ atom, onChange }: RowProps<"consent">) {
  return (
    <>
      <span>Consent to</span>
      <Choice
        label="Channel"
        value={atom.channel}
        options={[
          { value: "email", label: "email" },
          { value: "sms", label: "text messages" },
        ]}
        onChange={(channel) => onChange({ ...atom, channel })}
      />
      <span>is</span>
      <PickMany
        label="States of consent"
        chosen={atom.states}
        options={CONSENT_STATES}
        onChange={(chosen) => {
          const states = CONSENT_STATES.map(({ value }) => value);
          onChange({ ...atom, states: states.filter((state) => chosen.includes(state)) });
        }}
      />
    </>
  );
}
