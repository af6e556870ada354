import type { ReactElement } from "react";
import { Trans } from "react-i18next";
import { Slot } from "../../words/slot.tsx";

/** The rows of the form that are sentences with fields in them. */
type Row =
  | "consent"
  | "count"
  | "nextOrder"
  | "person"
  | "revenue"
  | "rfmGroup"
  | "rfm"
  | "segment"
  | "sequence"
  | "share"
  | "since"
  | "sum"
  | "tag";

/** A sentence with fields in it, in the order of the merchant's language. The names are those of the sentence's places. */
export function RowWords({ row, fields }: { row: Row; fields: Record<string, ReactElement> }) {
  const components = Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, <Slot key={name} of={field} />]),
  );
  return <Trans ns="editor" i18nKey={`row.${row}`} components={components} />;
}
