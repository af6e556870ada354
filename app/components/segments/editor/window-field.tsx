import { useState } from "react";
import type { Window } from "../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../words/use-words.ts";
import { Choice } from "./choice.tsx";
import { changeUnit, inUnits, lengthOf, mostOf, UNITS, type Unit } from "./lengths.ts";
import { NumberField } from "./number-field.tsx";
import { optionsOf } from "./option-words.ts";

const FIRST: Window = { kind: "days", days: 30 };

/** How far back is looked; null: as far as anything is known. */
export function WindowField(props: {
  value: Window | null;
  onChange: (value: Window | null) => void;
}) {
  const { t } = useWords("editor");
  const { value, onChange } = props;
  return (
    <>
      <Choice
        label={t("window.when")}
        value={value === null ? "ever" : "last"}
        options={optionsOf(["ever", "last"] as const, (when) => t(`window.${when}`))}
        onChange={(when) => onChange(when === "ever" ? null : FIRST)}
      />
      {value === null ? null : (
        <LengthField label={t("window.length")} value={value} onChange={onChange} />
      )}
    </>
  );
}

/** A number of minutes, hours or days. */
function LengthField(props: { label: string; value: Window; onChange: (value: Window) => void }) {
  const { t } = useWords("editor");
  const { label, value, onChange } = props;
  const [wanted, setWanted] = useState<Unit | null>(null);
  const { count, unit } = inUnits(value, wanted);
  return (
    <span className="k-pair">
      <NumberField
        label={label}
        value={count}
        least={1}
        most={mostOf(unit)}
        isWhole
        onChange={(next) => onChange(lengthOf(next, unit))}
      />
      <Choice
        label={t("length.unitOf", { label })}
        value={unit}
        options={optionsOf(UNITS, (each) => t(`unit.${each}`))}
        onChange={(next) => {
          setWanted(next);
          onChange(changeUnit(value, unit, next));
        }}
      />
    </span>
  );
}
