import { Choice } from "../choice.tsx";
import { useEditorShop } from "../editor-context.tsx";
import type { RowProps } from "./row-props.ts";

export function SegmentRow({ atom, onChange }: RowProps<"segment">) {
  const { segments } = useEditorShop();
  const options = segments.map(({ handle, name }) => ({ value: handle, label: name }));
  const isKnown = options.some(({ value }) => value === atom.handle);
  const missing = { value: atom.handle, label: atom.handle === "" ? "Choose…" : atom.handle };
  return (
    <>
      <span>Is in the segment</span>
      <Choice
        label="Segment"
        value={atom.handle}
        options={isKnown ? options : [missing, ...options]}
        onChange={(handle) => onChange({ ...atom, handle })}
      />
    </>
  );
}
