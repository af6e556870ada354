import { useState } from "react";
import type { Window } from "../../../pipeline/segment/condition-tree.ts";
import { Choice } from "./choice.tsx";
import { changeUnit, inUnits, lengthOf, mostOf, UNIT_OPTIONS, type Unit } from "./lengths.ts";
import { NumberField } from "./number-field.tsx";

const FIRST: Window = { kind: "days", days: 30 };

/** How far back is looked; null: as far as anything is known. */
export function WindowField(props: {
  value: Window | null;
  onChange: (value: Window | null) => void;
}) {
  const { value, onChange } = props;
  return (
    <>
      <Choice
        label="When"
        value={value === null ? "ever" : "last"}
        options={[
          { value: "ever", label: "ever" },
          { value: "last", label: "in the last" },
        ]}
        onChange={(when) => onChange(when === "ever" ? null : FIRST)}
      />
      {value === null ? null : <LengthField label="Window" value={value} onChange={onChange} />}
    </>
  );
}

/** A number of minutes, hours or days. */
export function LengthField(props: {
  label: string;
  value: Window;
  onChange: (value: Window) => void;
}) {
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
        label={`Unit of ${label.toLowerCase()}`}
        value={unit}
        options={UNIT_OPTIONS}
        onChange={(next) => {
          setWanted(next);
          onChange(changeUnit(value, unit, next));
        }}
      />
    </span>
  );
}
