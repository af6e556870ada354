import { Choice } from "../choice.tsx";
import type { RowProps } from "./row-props.ts";

export function PersonRow({ atom, onChange }: RowProps<"person">) {
  return (
    <>
      <span>Is a</span>
      <Choice
        label="Known by name or not"
        value={atom.is}
        options={[
          { value: "customer", label: "customer in Shopify" },
          { value: "visitor", label: "visitor not known by name yet" },
        ]}
        onChange={(is) => onChange({ ...atom, is })}
      />
    </>
  );
}
