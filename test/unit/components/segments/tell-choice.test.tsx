import { expect, test } from "vitest";
import { EditorShopProvider } from "../../../../app/components/segments/editor/editor-context.tsx";
import { TellChoice } from "../../../../app/components/segments/editor/tell-choice.tsx";
import type { EditorShop } from "../../../../app/queries/read-editor-shop.ts";
import { render as renderInWords } from "../predictions/render.tsx";

const exactly = (count: number) => ({ count, low: count, high: count });

function render(
  listeners: EditorShop["listeners"],
  preview: Parameters<typeof TellChoice>[0]["preview"],
): string {
  const shop: EditorShop = {
    ...{ currency: "EUR", tagPrefix: "k:", segments: [], collections: [], productTitles: {} },
    ...{ productTypes: [], vendors: [], listeners },
  };
  return renderInWords(
    <EditorShopProvider value={shop}>
      <TellChoice preview={preview} isTold={false} onChange={() => undefined} />
    </EditorShopProvider>,
  );
}

test("a merchant is asked only where somebody would hear, with the number of customers", () => {
  const preview = { entering: exactly(12), leaving: exactly(3) };
  expect(render({ flow: false, klaviyo: false }, preview)).not.toContain("Tell");
  expect(render({ flow: true, klaviyo: false }, preview)).toContain(
    "Tell Shopify Flow of 12 customers who enter and 3 who leave by it",
  );
  const both = render({ flow: true, klaviyo: true }, null);
  expect(both).toContain("Tell Shopify Flow and Klaviyo of everybody who enters");
  expect(both).not.toMatch(/checked=""/);
});
