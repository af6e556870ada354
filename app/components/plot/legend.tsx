import { Text } from "@shopify/polaris";
import { Swatch, type SwatchMark } from "./swatch.tsx";
import type { Tone } from "./tones.ts";

/** Which color is which series. Nothing for a single one: the title says what it is. */
export function Legend({
  items,
}: {
  items: readonly { key: string; name: string; tone: Tone; mark: SwatchMark }[];
}) {
  if (items.length < 2) return null;
  return (
    <ul className="k-plot-legend">
      {items.map(({ key, name, tone, mark }) => (
        <li key={key} className="k-legend">
          <Swatch tone={tone} mark={mark} />
          <Text as="span" tone="subdued">
            {name}
          </Text>
        </li>
      ))}
    </ul>
  );
}
