import { Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../pipeline/shared/time.ts";
import { boundsAt, numberAt } from "../model-numbers.ts";
import { fieldNumber, spanWords } from "../number-words.ts";
import { useModelForm } from "./form-context.tsx";
import { fieldId } from "./number-input.tsx";
import { readTyped } from "./read-typed.ts";
import { useTyped } from "./use-typed.ts";
import { useScoringWords } from "../scoring-words.ts";

const UNITS = { days: DAY_MS, hours: HOUR_MS, minutes: MINUTE_MS };
type Unit = keyof typeof UNITS;
const UNIT_NAMES = ["days", "hours", "minutes"] as const satisfies readonly Unit[];

interface Props {
  path: string;
  label: string;
  /** The unit's choice without an end, where the number may be left out: "Always". */
  endless?: string;
}

/** A length of time as a number and its unit, both under one label. */
export function SpanInput({ path, label, endless }: Props) {
  const words = useScoringWords();
  const { t } = words;
  const form = useModelForm();
  const ms = numberAt(form.draft.model, path);
  const [wanted, setWanted] = useState<Unit | null>(null);
  const bounds = boundsAt(form.bounds, path);
  const unit = wanted ?? unitOf(ms ?? DAY_MS);
  const { text, type, leave } = useTyped(
    path,
    ms === null ? "" : fieldNumber(words, ms / UNITS[unit]),
  );
  const isRefused = path in form.draft.typed;
  const range = t("error.range", {
    least: spanWords(words, bounds.least),
    most: spanWords(words, bounds.most),
  });
  const hasEnd = ms !== null || isRefused;
  return (
    <div className="k-span-input">
      {hasEnd ? (
        <TextField
          id={fieldId(path)}
          label={label}
          autoComplete="off"
          inputMode="decimal"
          value={text}
          {...(isRefused ? { error: range } : {})}
          onChange={(typed) => {
            type(typed);
            const read = readTyped(typed, bounds, UNITS[unit]);
            form.change(path, read === null ? { typed } : { value: read });
          }}
          onBlur={leave}
        />
      ) : null}
      <Select
        label={hasEnd ? t("form.unitOf", { label }) : label}
        labelHidden={hasEnd}
        value={hasEnd ? unit : ENDLESS}
        options={[
          ...(endless === undefined ? [] : [{ value: ENDLESS, label: endless }]),
          ...UNIT_NAMES.map((name) => ({ value: name, label: t(`unit.${name}`) })),
        ]}
        onChange={(chosen) => {
          const next = UNIT_NAMES.find((name) => name === chosen) ?? null;
          setWanted(next);
          leave();
          form.change(path, { value: next === null ? null : inUnit(ms ?? DAY_MS, next) });
        }}
      />
    </div>
  );
}

const ENDLESS = "endless";

/** The largest unit in which a length is whole. */
const unitOf = (ms: number): Unit => UNIT_NAMES.find((name) => ms % UNITS[name] === 0) ?? "minutes";

/** About the same length as a whole number of another unit, at least one. */
const inUnit = (ms: number, unit: Unit): number =>
  Math.max(1, Math.round(ms / UNITS[unit])) * UNITS[unit];
