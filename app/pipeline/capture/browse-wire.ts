import { z } from "zod";
import {
  cutText,
  instantField,
  isStorableText,
  optionalIdField,
  optionalTokenField,
} from "./fields.ts";

/** What a storefront's script may tell. Carts, checkouts and orders are Shopify's to tell. */
export const BROWSE_KINDS = [
  "page_viewed",
  "product_viewed",
  "collection_viewed",
  "search_submitted",
  "cart_viewed",
  "product_added_to_cart",
  "product_removed_from_cart",
] as const;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_PATH_LENGTH = 255;
// Below these, a path names a person's order or holds a token that opens an account.
const PRIVATE_AREAS = ["account", "orders", "checkouts", "customer_authentication"];

const uuidField = z
  .custom<string>((value) => typeof value === "string" && UUID.test(value), "expected a UUID")
  .transform((uuid) => uuid.toLowerCase());

const pathField = z
  .custom<string>((value) => isStorableText(value) && value.startsWith("/"), "expected a path")
  .transform(minimizePath);

export const BrowseEventWireSchema = z.object({
  id: uuidField,
  kind: z.enum(BROWSE_KINDS, { error: "unknown kind" }),
  occurredAt: instantField,
  path: pathField.nullable().default(null),
  productId: optionalIdField,
});

/** What is common to one batch: who told it, and when by the browser's clock. */
export const BrowseHeadWireSchema = z.object({
  clientId: uuidField,
  cartToken: optionalTokenField,
  sentAt: instantField,
});

/** A batch as stored. `customerId` is from Shopify's signature on the request, never from the body. */
export const BrowseWireSchema = BrowseHeadWireSchema.extend({
  customerId: optionalIdField,
  events: z.array(BrowseEventWireSchema),
});

export type BrowseWire = z.output<typeof BrowseWireSchema>;

/** A path without its query and fragment, and without anything below a private area. */
export function minimizePath(path: string): string {
  const bare = cutText(path.split(/[?#]/, 1)[0] ?? "", MAX_PATH_LENGTH);
  const parts = bare.split("/");
  // parts[0] is empty; a storefront in several languages puts the locale first.
  const area = [1, 2].find((index) => PRIVATE_AREAS.includes(parts[index]?.toLowerCase() ?? ""));
  return area === undefined ? bare : parts.slice(0, area + 1).join("/");
}
