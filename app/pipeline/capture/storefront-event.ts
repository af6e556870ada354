import { z } from "zod";
import { isStorableText } from "../shared/storable-text.ts";
import { cutText, instantField, optionalIdField, optionalTokenField } from "./fields.ts";

/** What is seen on a page, by the theme's embed and by the pixel alike. */
export const PAGE_KINDS = [
  "page_viewed",
  "product_viewed",
  "collection_viewed",
  "search_submitted",
  "cart_viewed",
  "product_added_to_cart",
  "product_removed_from_cart",
] as const;

/** What only a script in the theme's own page can see. */
const DEPTH_KINDS = [
  "product_variant_viewed",
  "page_scrolled",
  "page_dwelled",
  "gallery_opened",
  "reviews_opened",
  "size_guide_opened",
  "channel_visited",
] as const;

/** What only the pixel can see: no script of a theme runs in the checkout. */
const CHECKOUT_KINDS = [
  "checkout_started",
  "checkout_contact_info_submitted",
  "checkout_address_info_submitted",
  "checkout_shipping_info_submitted",
  "payment_info_submitted",
  "checkout_completed",
] as const;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const CLIENT_ID = /^[\w.-]{8,64}$/;
const HOST = /^[a-z0-9.-]{1,253}$/;
const MAX_PATH_LENGTH = 255;
const MAX_WORD_LENGTH = 100;
// Below these, a path names a person's order or holds a token that opens an account. A storefront in several languages puts the
// locale first.
const PRIVATE_AREA =
  /^\/(?:[^/]*\/)??(?:account|orders|checkouts|customer_authentication)(?=\/|$)/i;

export const uuidField = z
  .custom<string>((value) => typeof value === "string" && UUID.test(value), "expected a UUID")
  .transform((uuid) => uuid.toLowerCase());

/** A browser's id: ours is a UUID, Shopify's is shaped like one. */
export const clientIdField = z
  .custom<string>(
    (value) => typeof value === "string" && CLIENT_ID.test(value),
    "expected a client id",
  )
  .transform((id) => id.toLowerCase());

const pathField = z
  .custom<string>((value) => isStorableText(value) && value.startsWith("/"), "expected a path")
  .transform(minimizePath);

/** A word of an address's parameters, cut to a length that no honest campaign exceeds. */
const wordField = z
  .custom<string>(isStorableText, "expected a text")
  .transform((text) => cutText(text.trim(), MAX_WORD_LENGTH).toLowerCase() || null)
  .nullable()
  .default(null);

/** How a visit came: the utm parameters, the name of a click id (never its value), the referring host. */
const TouchSchema = z.object({
  source: wordField,
  medium: wordField,
  campaign: wordField,
  clickId: wordField,
  referrer: z
    .custom<string>((value) => typeof value === "string" && HOST.test(value), "expected a host")
    .nullable()
    .default(null),
});

export type TouchWire = z.output<typeof TouchSchema>;

const shared = {
  occurredAt: instantField,
  path: pathField.nullable().default(null),
  productId: optionalIdField,
  variantId: optionalIdField,
  collectionId: optionalIdField,
};

export const BrowseEventWireSchema = z.object({
  kind: z.enum([...PAGE_KINDS, ...DEPTH_KINDS], { error: "unknown kind" }),
  ...shared,
  touch: TouchSchema.nullable().default(null),
});

export type BrowseEventWire = z.output<typeof BrowseEventWireSchema>;

export const PixelEventWireSchema = z.object({
  kind: z.enum([...PAGE_KINDS, ...CHECKOUT_KINDS], { error: "unknown kind" }),
  ...shared,
  checkoutToken: optionalTokenField,
  cartToken: optionalTokenField,
});

export type PixelEventWire = z.output<typeof PixelEventWireSchema>;

/** Without the visitor's consent to analytics nothing may be sent, so nothing is taken. */
export const consentField = z.object({
  analytics: z.literal(true, "expected the visitor's consent: without it nothing may be sent"),
  marketing: z.custom<boolean>((value) => typeof value === "boolean", "expected true or false"),
});

/** A path without its query and fragment, and without anything below a private area. */
function minimizePath(path: string): string {
  const end = path.search(/[?#]/);
  const bare = cutText(end === -1 ? path : path.slice(0, end), MAX_PATH_LENGTH);
  return PRIVATE_AREA.exec(bare)?.[0] ?? bare;
}
