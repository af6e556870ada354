import { Select } from "@shopify/polaris";

export interface Option<Value extends string> {
  value: Value;
  label: string;
}

/** One of a few values, in a line of other fields: its label is for those who do not see the line. */
export function Choice<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly Option<Value>[];
  onChange: (value: Value) => void;
  id?: string;
}) {
  const { label, value, options, onChange, id } = props;
  return (
    <span className="k-field">
      <Select
        {...(id === undefined ? {} : { id })}
        label={label}
        labelHidden
        value={value}
        options={[...options]}
        onChange={(chosen) => {
          const option = options.find((each) => each.value === chosen);
          if (option !== undefined) onChange(option.value);
        }}
      />
    </span>
  );
}
