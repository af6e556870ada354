import { TextField } from "@shopify/polaris";
import type { RowProps } from "./row-props.ts";

export function TagRow({ atom, onChange }: RowProps<"tag">) {
  return (
    <>
      <span>Has the customer tag</span>
      <span className="k-field">
        <TextField
          label="Customer tag"
          labelHidden
          autoComplete="off"
          maxLength={255}
          placeholder="wholesale"
          value={atom.tag}
          onChange={(tag) => onChange({ ...atom, tag })}
        />
      </span>
    </>
  );
}
