/** A line, or parts that are joined on one line or below each other. */
export type Layout =
  | string
  | {
      /** What stands before the parts, up to a "(", which is closed after them; nothing at the outermost. */
      open: string;
      /** "and " or "or " before every part but the first, or "," after every part but the last. */
      joint: "and " | "or " | ",";
      parts: readonly Layout[];
    };

/** As in the code of this project: what is longer is read less easily. */
const WIDTH = 90;

/** A layout as text, two blanks for each level. */
export const layOut = (layout: Layout): string => layOutWithin(layout, { indent: "", used: 0 });

/** `used`: how much of the line stands before the layout. */
function layOutWithin(layout: Layout, { indent, used }: { indent: string; used: number }): string {
  const flat = layOutFlat(layout);
  if (typeof layout === "string" || used + flat.length <= WIDTH) return flat;
  const { open, joint, parts } = layout;
  const inner = open === "" ? indent : `${indent}  `;
  const lines = parts.map((part, index) => {
    const before = joint === "," || index === 0 ? "" : joint;
    const after = joint === "," && index < parts.length - 1 ? joint : "";
    return (
      before +
      layOutWithin(part, { indent: inner, used: inner.length + before.length + after.length }) +
      after
    );
  });
  const body = lines.join(`\n${inner}`);
  return open === "" ? body : `${open}\n${inner}${body}\n${indent})`;
}

function layOutFlat(layout: Layout): string {
  if (typeof layout === "string") return layout;
  const { open, joint, parts } = layout;
  const separator = joint === "," ? ", " : ` ${joint}`;
  return `${open}${parts.map(layOutFlat).join(separator)}${open === "" ? "" : ")"}`;
}
