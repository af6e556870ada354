import { Button } from "@shopify/polaris";
import { PlusIcon, XSmallIcon } from "@shopify/polaris-icons";
import type { Duration } from "../../../../pipeline/segment/condition-tree.ts";
import { Choice } from "../choice.tsx";
import { DurationField } from "../duration-field.tsx";
import { MomentField } from "../moment-field.tsx";
import { ThingsField } from "../things-field.tsx";
import type { RowProps } from "./row-props.ts";

const FIRST_WITHIN: Duration = { kind: "fixed", ms: 4 * 3_600_000 };

export function SequenceRow({ atom, onChange }: RowProps<"sequence">) {
  const { by, within } = atom;
  return (
    <>
      <span>After</span>
      <MomentField value={atom.moment} onChange={(moment) => onChange({ ...atom, moment })} />
      <Choice
        label="Whether it followed"
        value={atom.followed}
        options={[
          { value: "some", label: "there was" },
          { value: "none", label: "there was no" },
        ]}
        onChange={(followed) => onChange({ ...atom, followed })}
      />
      {by.map((things, index) => (
        <span key={index} className="k-line">
          {index > 0 ? <span>or</span> : null}
          <ThingsField
            label="What followed"
            value={things}
            onChange={(next) => onChange({ ...atom, by: by.with(index, next) })}
          />
          {by.length > 1 ? (
            <Button
              variant="tertiary"
              icon={XSmallIcon}
              accessibilityLabel={`Remove what followed, ${index + 1}`}
              onClick={() => onChange({ ...atom, by: by.toSpliced(index, 1) })}
            />
          ) : null}
        </span>
      ))}
      <Button
        variant="tertiary"
        icon={PlusIcon}
        accessibilityLabel="Add what else could follow"
        onClick={() => onChange({ ...atom, by: [...by, { kind: "orders", where: [] }] })}
      />
      <Choice
        label="By when"
        value={within === null ? "now" : "within"}
        options={[
          { value: "now", label: "up to now" },
          { value: "within", label: "within" },
        ]}
        onChange={(when) => onChange({ ...atom, within: when === "now" ? null : FIRST_WITHIN })}
      />
      {within === null ? null : (
        <DurationField
          label="Time within"
          value={within}
          onChange={(next) => onChange({ ...atom, within: next })}
        />
      )}
    </>
  );
}
