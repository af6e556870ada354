import type { EventType, PixelEvents } from "@shopify/web-pixels-extension";
import type { Kind } from "../../../../extensions/kindling-pixel/src/wire.ts";

/** The package's enums are types here: the pixel's bundle must not carry them. */
const STANDARD = "standard" as EventType.Standard;

export const SHOPIFY_CLIENT = "9A61F4C2-3D5E-4B7A-8C9D-0E1F2A3B4C5D";

type Location = PixelEvents["page_viewed"]["context"]["document"]["location"];
const locationOf = (pathname: string): Location => ({
  href: `https://first.example${pathname}?utm_source=x&email=ada@example.com#top`,
  origin: "https://first.example",
  host: "first.example",
  hostname: "first.example",
  pathname,
  port: "",
  protocol: "https:",
  search: "?utm_source=x&email=ada@example.com",
  hash: "#top",
});

/** An event as Shopify publishes it, with more on it than anybody should send on. */
export function anEvent<Name extends Kind>(
  name: Name,
  data: PixelEvents[Name]["data"],
  { at = "2026-11-23T10:00:00.000Z", path = "/" } = {},
): PixelEvents[Name] {
  const location = locationOf(path);
  const event = {
    id: "sh-3f1c-8b22",
    clientId: SHOPIFY_CLIENT,
    name,
    seq: 7,
    timestamp: at,
    type: STANDARD,
    context: {
      document: {
        location,
        characterSet: "UTF-8",
        referrer: "https://mail.example.com/inbox?of=ada",
        title: "Ada's page",
      },
      navigator: { cookieEnabled: true, language: "en", languages: ["en"], userAgent: "Mozilla" },
      window: {
        location,
        origin: location.origin,
        innerHeight: 1,
        innerWidth: 1,
        outerHeight: 1,
        outerWidth: 1,
        pageXOffset: 0,
        pageYOffset: 0,
        screen: { height: 1, width: 1 },
        screenX: 0,
        screenY: 0,
        scrollX: 0,
        scrollY: 0,
      },
    },
    data,
  };
  // The compiler takes PixelEvents[Name] for all events at once, and so for none.
  return event as unknown as PixelEvents[Name];
}

const money = (amount: number) => ({ amount, currencyCode: "EUR" });

export const VARIANT: PixelEvents["product_viewed"]["data"]["productVariant"] = {
  id: "41230000000001",
  title: "Blue",
  untranslatedTitle: "Blue",
  sku: "MUG-B",
  image: null,
  price: money(12.5),
  product: {
    id: "7880321196742",
    title: "Mug",
    untranslatedTitle: "Mug",
    type: "Cup",
    url: "/products/mug",
    vendor: "Ember",
  },
};

export const LINE = { cost: { totalAmount: money(25) }, merchandise: VARIANT, quantity: 2 };

const ADDRESS = {
  firstName: "Ada",
  lastName: "Lane",
  address1: "Main Street 1",
  address2: null,
  city: "Berlin",
  country: "Germany",
  countryCode: "DE",
  province: null,
  provinceCode: null,
  zip: "10115",
  phone: "+4930123456",
};

export const CHECKOUT: PixelEvents["checkout_started"]["data"]["checkout"] = {
  token: "3c5ae0b77c4f4b9e9c6f6c1e6a8f2d10",
  email: "ada@example.com",
  phone: "+4930123456",
  smsMarketingPhone: null,
  attributes: [{ key: "gift", value: "for Bob" }],
  billingAddress: ADDRESS,
  shippingAddress: ADDRESS,
  buyerAcceptsEmailMarketing: true,
  buyerAcceptsSmsMarketing: false,
  currencyCode: "EUR",
  delivery: null,
  discountApplications: [],
  discountsAmount: null,
  lineItems: [],
  localization: {
    country: { isoCode: "DE" },
    language: { isoCode: "en" },
    market: { handle: "eu", id: "gid://shopify/Market/1" },
  },
  order: null,
  shippingLine: null,
  subtotalPrice: money(25),
  totalPrice: money(25),
  totalTax: money(0),
  transactions: [],
};
