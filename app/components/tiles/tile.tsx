import { Text } from "@shopify/polaris";
import type { ReactNode } from "react";

interface Props {
  label: string;
  /** The sentence that puts the number into proportion. */
  hint: ReactNode;
  children: ReactNode;
}

/** One number of a `<dl className="k-tiles">`. */
export function Tile({ label, hint, children }: Props) {
  return (
    <div className="k-tile k-shrink">
      <dt>{label}</dt>
      <dd>
        <div className="k-tile-value">{children}</div>
        <Text as="span" variant="bodySm" tone="subdued">
          {hint}
        </Text>
      </dd>
    </div>
  );
}
