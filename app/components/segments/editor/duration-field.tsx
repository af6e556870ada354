import { useState } from "react";
import { Button } from "@shopify/polaris";
import { PlusIcon, XSmallIcon } from "@shopify/polaris-icons";
import type { Duration } from "../../../pipeline/segment/condition-tree.ts";
import { Choice, type Option } from "./choice.tsx";
import {
  changeUnit,
  inUnits,
  isLength,
  lengthOf,
  mostOf,
  UNIT_OPTIONS,
  type Unit,
} from "./lengths.ts";
import { NumberField } from "./number-field.tsx";

interface Props {
  label: string;
  value: Duration;
  onChange: (value: Duration) => void;
}

type DurationUnit = Unit | "typical-gaps" | "longest-of";

const GAPS: Option<DurationUnit> = { value: "typical-gaps", label: "typical gaps" };
const LONGEST: Option<DurationUnit> = { value: "longest-of", label: "the longest of" };

/** A length of time: minutes, hours, days, typical gaps between orders, or the longest of several. */
export function DurationField({ label, value, onChange }: Props) {
  const [wanted, setWanted] = useState<Unit | null>(null);
  if (value.kind === "longest-of") {
    return <LongestField label={label} value={value} onChange={onChange} />;
  }
  const unit = value.kind === "typical-gaps" ? "typical-gaps" : inUnits(value, wanted).unit;
  return (
    <span className="k-pair">
      <SimpleNumber label={label} value={value} unit={unit} onChange={onChange} />
      <Choice
        label={`Unit of ${label.toLowerCase()}`}
        value={unit}
        options={[...UNIT_OPTIONS, GAPS, LONGEST]}
        onChange={(next) => {
          setWanted(UNIT_OPTIONS.find((option) => option.value === next)?.value ?? null);
          onChange(withUnit(value, unit, next));
        }}
      />
    </span>
  );
}

function SimpleNumber(props: Props & { value: Simple; unit: DurationUnit }) {
  const { label, value, onChange } = props;
  if (value.kind === "typical-gaps") {
    return (
      <NumberField
        label={label}
        value={value.times}
        least={0.1}
        most={100}
        onChange={(times) => onChange({ kind: "typical-gaps", times })}
      />
    );
  }
  const { count, unit } = inUnits(value, props.unit === "minutes" ? "minutes" : null);
  return (
    <NumberField
      label={label}
      value={count}
      least={1}
      most={mostOf(unit)}
      isWhole
      onChange={(next) => onChange(lengthOf(next, unit))}
    />
  );
}

type Simple = Exclude<Duration, { kind: "longest-of" }>;

function withUnit(value: Simple, from: DurationUnit, unit: DurationUnit): Duration {
  if (unit === "longest-of") {
    const other: Duration =
      value.kind === "typical-gaps"
        ? { kind: "days", days: 30 }
        : { kind: "typical-gaps", times: 1 };
    return { kind: "longest-of", of: [value, other] };
  }
  if (unit === "typical-gaps") return { kind: "typical-gaps", times: 1 };
  if (!isLength(value)) return lengthOf(unit === "days" ? 30 : 24, unit);
  return changeUnit(value, from === "minutes" ? "minutes" : "hours", unit);
}

function LongestField(props: Props & { value: Extract<Duration, { kind: "longest-of" }> }) {
  const { label, value, onChange } = props;
  const change = (of: readonly Duration[]): void => {
    const [only] = of;
    onChange(of.length === 1 && only !== undefined ? only : { kind: "longest-of", of });
  };
  return (
    <span className="k-line" role="group" aria-label={`${label}: the longest of`}>
      <span>the longest of</span>
      {value.of.map((each, index) => (
        <span key={index} className="k-line">
          <DurationField
            label={`${label} ${index + 1}`}
            value={each}
            onChange={(next) => change(value.of.with(index, next))}
          />
          <Button
            variant="tertiary"
            icon={XSmallIcon}
            accessibilityLabel={`Remove length ${index + 1}`}
            onClick={() => change(value.of.toSpliced(index, 1))}
          />
        </span>
      ))}
      <Button
        variant="tertiary"
        icon={PlusIcon}
        accessibilityLabel="Add a length"
        onClick={() => change([...value.of, { kind: "days", days: 30 }])}
      />
    </span>
  );
}
