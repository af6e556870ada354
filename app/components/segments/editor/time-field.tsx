import { useState } from "react";
import { DAY_MS, HOUR_MS } from "../../../pipeline/shared/time.ts";
import { useWords } from "../../words/use-words.ts";
import { Choice } from "./choice.tsx";
import { NumberField } from "./number-field.tsx";
import { optionsOf } from "./option-words.ts";

/** A year: nobody is kept in or out for longer by a setting that is forgotten. */
const MOST_MS = 365 * DAY_MS;
const UNITS = { hours: HOUR_MS, days: DAY_MS } as const;

/** A least time in exact hours, or days of 24 of them; 0: none. */
export function TimeField(props: {
  before: string;
  none: string;
  value: number;
  onChange: (ms: number) => void;
}) {
  const { before, none, value, onChange } = props;
  const { t } = useWords("editor");
  const [wanted, setWanted] = useState<keyof typeof UNITS>("days");
  const unit = value % DAY_MS === 0 ? wanted : "hours";
  return (
    <span className="k-line">
      <span>{before}</span>
      <Choice
        label={before}
        value={value === 0 ? "none" : "least"}
        options={[
          { value: "none", label: none },
          { value: "least", label: t("leaving.atLeast") },
        ]}
        onChange={(kind) => onChange(kind === "none" ? 0 : DAY_MS)}
      />
      {value === 0 ? null : (
        <>
          <NumberField
            label={t("leaving.time", { before })}
            value={value / UNITS[unit]}
            least={1}
            most={MOST_MS / UNITS[unit]}
            isWhole
            onChange={(count) => onChange(count * UNITS[unit])}
          />
          <Choice
            label={t("length.unitOf", { label: before })}
            value={unit}
            options={optionsOf(["hours", "days"] as const, (each) => t(`unit.${each}`))}
            onChange={(next) => {
              setWanted(next);
              onChange(Math.min(MOST_MS, (value / UNITS[unit]) * UNITS[next]));
            }}
          />
        </>
      )}
    </span>
  );
}
