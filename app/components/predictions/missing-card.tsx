import { List, Text } from "@shopify/polaris";
import type { Missing } from "../../pipeline/predict/shop/what-is-missing.ts";
import { SectionCard } from "../table/section-card.tsx";
import { missingWords } from "./missing-words.ts";

/** What the shop has too little of yet, the nearest first. */
export function MissingCard({ missing }: { missing: readonly Missing[] }) {
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
            <List.Item key={`${one.what}:${one.brings}`}>{missingWords(one)}</List.Item>
          ))}
        </List>
      )}
    </SectionCard>
  );
}
