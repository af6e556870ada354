import { List, Text } from "@shopify/polaris";
import { SectionCard } from "../table/section-card.tsx";

/** What the shop has too little of yet, the nearest first, each in words. */
export function MissingCard({ missing }: { missing: readonly string[] }) {
  return (
    <SectionCard
      title="What is missing"
      hint="It comes by itself, with time and orders. The nearest comes first."
    >
      {missing.length === 0 ? (
        <Text as="p">Nothing: your shop has enough of everything.</Text>
      ) : (
        <List>
          {missing.map((one) => (
            <List.Item key={one}>{one}</List.Item>
          ))}
        </List>
      )}
    </SectionCard>
  );
}
