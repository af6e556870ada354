import { join } from "node:path";
import { NEXT_GEN_TOPICS, WEBHOOK_TOPICS } from "../../app/pipeline/capture/topics.ts";
import { readAppToml } from "../../dev-store/webhooks/app-toml.ts";
import type { PayloadShape } from "./fuzz-payloads.ts";
import { ROOT } from "./source-files.ts";
import { sampleOf, schemaOf } from "./webhook-samples.ts";

/** As Shopify's documentation shows a delivery, with the answer to the query of shopify.app.toml. */
const PRODUCT_CHANGE = {
  topic: "Product",
  action: "update",
  handle: "price-change",
  fields_changed: {
    added: [],
    updated: [
      "product[id: 'gid://shopify/Product/788032119674292922'].variants[id: 'gid://shopify/ProductVariant/642667041472713922'].price",
    ],
    removed: [],
  },
  query_variables: {
    productId: "gid://shopify/Product/788032119674292922",
    variantsId: "gid://shopify/ProductVariant/642667041472713922",
  },
  data: {
    product: {
      id: "gid://shopify/Product/788032119674292922",
      title: "Example T-Shirt",
      updatedAt: "2026-11-20T10:00:00Z",
      priceRangeV2: { minVariantPrice: { amount: "19.99" } },
    },
    productVariant: {
      id: "gid://shopify/ProductVariant/642667041472713922",
      price: "19.99",
      compareAtPrice: "24.99",
    },
  },
};

/** What payloads of every subscribed topic look like. */
export function payloadShapes(): { topic: string; shape: PayloadShape }[] {
  const { subscriptions } = readAppToml(join(ROOT, "shopify.app.toml"));
  const classic = WEBHOOK_TOPICS.map(({ topic }) => {
    const subscription = subscriptions.find(({ topics }) => topics.includes(topic));
    const shape = {
      sample: sampleOf(topic),
      schema: schemaOf(topic),
      includeFields: subscription?.includeFields ?? [],
    };
    return { topic, shape };
  });
  const nextGen = NEXT_GEN_TOPICS.map(({ topic }) => ({
    topic,
    shape: { sample: PRODUCT_CHANGE, schema: {}, includeFields: [] },
  }));
  return [...classic, ...nextGen];
}
