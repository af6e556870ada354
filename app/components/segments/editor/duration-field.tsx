import { useState } from "react";
import { Button } from "@shopify/polaris";
import { PlusIcon, XSmallIcon } from "@shopify/polaris-icons";
import type { Duration } from "../../../pipeline/segment/condition-tree.ts";
import { useWords } from "../../words/use-words.ts";
import { Choice } from "./choice.tsx";
import { changeUnit, inUnits, isLength, lengthOf, mostOf, UNITS, type Unit } from "./lengths.ts";
import { NumberField } from "./number-field.tsx";
import { optionsOf } from "./option-words.ts";

interface Props {
  label: string;
  value: Duration;
  onChange: (value: Duration) => void;
}

type DurationUnit = Unit | "typical-gaps" | "longest-of";

const DURATION_UNITS = [
  ...UNITS,
  "typical-gaps",
  "longest-of",
] as const satisfies readonly DurationUnit[];

/** A length of time: minutes, hours, days, typical gaps between orders, or the longest of several. */
export function DurationField({ label, value, onChange }: Props) {
  const { t } = useWords("editor");
  const [wanted, setWanted] = useState<Unit | null>(null);
  if (value.kind === "longest-of") {
    return <LongestField label={label} value={value} onChange={onChange} />;
  }
  const unit = value.kind === "typical-gaps" ? "typical-gaps" : inUnits(value, wanted).unit;
  return (
    <span className="k-pair">
      <SimpleNumber label={label} value={value} unit={unit} onChange={onChange} />
      <Choice
        label={t("length.unitOf", { label })}
        value={unit}
        options={optionsOf(DURATION_UNITS, (each) => t(`unit.${each}`))}
        onChange={(next) => {
          setWanted(UNITS.find((each) => each === next) ?? null);
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
  const { t } = useWords("editor");
  const change = (of: readonly Duration[]): void => {
    const [only] = of;
    onChange(of.length === 1 && only !== undefined ? only : { kind: "longest-of", of });
  };
  return (
    <span className="k-line" role="group" aria-label={t("length.longestLabel", { label })}>
      <span>{t("unit.longest-of")}</span>
      {value.of.map((each, index) => (
        <span key={index} className="k-line">
          <DurationField
            label={t("length.numbered", { label, number: index + 1 })}
            value={each}
            onChange={(next) => change(value.of.with(index, next))}
          />
          <Button
            variant="tertiary"
            icon={XSmallIcon}
            accessibilityLabel={t("length.remove", { number: index + 1 })}
            onClick={() => change(value.of.toSpliced(index, 1))}
          />
        </span>
      ))}
      <Button
        variant="tertiary"
        icon={PlusIcon}
        accessibilityLabel={t("length.add")}
        onClick={() => change([...value.of, { kind: "days", days: 30 }])}
      />
    </span>
  );
}
