import type { Moment } from "../../../pipeline/segment/condition-tree.ts";
import { Choice } from "./choice.tsx";
import { ThingsField } from "./things-field.tsx";

/** The first or the last time that something happened. */
export function MomentField(props: { value: Moment; onChange: (value: Moment) => void }) {
  const { value, onChange } = props;
  return (
    <>
      <Choice
        label="Which"
        value={value.kind}
        options={[
          { value: "first", label: "the first" },
          { value: "last", label: "the last" },
        ]}
        onChange={(kind) => onChange({ ...value, kind })}
      />
      <ThingsField label="Of what" value={value.of} onChange={(of) => onChange({ ...value, of })} />
    </>
  );
}
