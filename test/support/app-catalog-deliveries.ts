import type { Random } from "../../dev-store/simulation/random.ts";

export type Tell = (topic: string, at: number, body: object) => void;

const DAY_MS = 24 * 3_600_000;
const COLLECTIONS = 4;
const PRODUCTS = 12;

const seconds = (at: number): string => new Date(Math.floor(at / 1000) * 1000).toISOString();

/** How a shop's goods change over `days`: prices up and down, also within a second, and what is gone. */
export function tellCatalog(
  tell: Tell,
  { random, endAt, days }: { random: Random; endAt: number; days: number },
): void {
  const startAt = endAt - days * DAY_MS;
  for (let id = 1; id <= PRODUCTS; id += 1) tellProduct(tell, { id, startAt, days, random });
  for (let id = 1; id <= COLLECTIONS; id += 1) {
    const told = (at: number) => ({
      id,
      handle: `c-${id}`,
      title: `C ${id}`,
      updated_at: seconds(at),
    });
    tell("collections/create", startAt + id, told(startAt + id));
    tell("collections/update", startAt + id * DAY_MS, told(startAt + id * DAY_MS));
    if (id === COLLECTIONS) tell("collections/delete", startAt + 5 * DAY_MS, { id });
  }
}

function tellProduct(
  tell: Tell,
  { id, startAt, days, random }: { id: number; startAt: number; days: number; random: Random },
): void {
  const [small, large] = [
    { id: id * 10, price: "10.00" },
    { id: id * 10 + 1, price: "10.00" },
  ];
  const product = (at: number, suffix: string) => ({
    id,
    title: `Product ${id}${suffix}`,
    product_type: id % 3 === 0 ? "" : `Type ${id % 3}`,
    vendor: "Acme",
    updated_at: seconds(at),
    variants: [small, large].map((variant) => ({ ...variant, compare_at_price: null })),
  });
  tell("products/create", startAt + id, product(startAt + id, ""));
  for (let change = 1; change <= 4; change += 1) {
    const at = startAt + id + Math.floor((change * days * DAY_MS) / 6);
    const changed = random.chance(0.5) ? small : large;
    changed.price = random.pick(["8.00", "9.00", "10.00"]);
    tell("products/update", at, product(at, random.chance(0.5) ? " again" : ""));
    // The two systems tell of one change at one second, or the event is a second behind.
    const behind = random.chance(0.5) ? at : at + 1000;
    tell("Product/update", behind, priceChange(product(behind, ""), changed));
    // A piece was sold: told again, with nothing new about prices.
    if (random.chance(0.5)) tell("products/update", at + DAY_MS, product(at + DAY_MS, ""));
    if (random.chance(0.3)) {
      const within = { ...product(at, ""), variants: [{ ...changed, price: "11.00" }] };
      tell("products/update", at, within);
    }
  }
  if (id > PRODUCTS - 2) tell("products/delete", startAt + 2 * DAY_MS, { id });
}

function priceChange(
  product: {
    id: number;
    title: string;
    product_type: string;
    vendor: string;
    updated_at: string;
    variants: { price: string }[];
  },
  variant: { id: number; price: string },
): object {
  const amount = product.variants.map(({ price }) => price).toSorted()[0];
  return {
    topic: "Product",
    action: "update",
    handle: "price-change",
    data: {
      product: {
        id: `gid://shopify/Product/${product.id}`,
        title: product.title,
        updatedAt: product.updated_at,
        productType: product.product_type,
        vendor: product.vendor,
        priceRangeV2: { minVariantPrice: { amount } },
      },
      productVariant: {
        id: `gid://shopify/ProductVariant/${variant.id}`,
        price: variant.price,
        compareAtPrice: null,
      },
    },
  };
}

/** What else Shopify tells of a customer: an account, consents, and now and then that they were two. */
export function tellAccount(
  tell: Tell,
  account: { id: number; bornAt: number; endAt: number; random: Random; mergeWith: number | null },
): void {
  const { id, bornAt, endAt, random } = account;
  const sometime = (): number => bornAt + random.next() * (endAt - bornAt);
  const born = seconds(bornAt);
  if (random.chance(0.3)) {
    const at = sometime();
    tell("customers/enable", at, { id, created_at: born, updated_at: seconds(at) });
    if (random.chance(0.5)) {
      tell("customers/disable", endAt, { id, created_at: born, updated_at: seconds(endAt) });
    }
  }
  const choices = random.between(0, 3);
  for (let choice = 0; choice < choices; choice += 1) {
    const at = sometime();
    const state = random.pick(["subscribed", "unsubscribed", "pending"]);
    const consent = { state, consent_updated_at: random.chance(0.8) ? seconds(at) : null };
    if (random.chance(0.6)) {
      const told = { customer_id: id, email_marketing_consent: consent };
      tell("customers_email_marketing_consent/update", at, told);
    } else {
      tell("customers_marketing_consent/update", at, { id, sms_marketing_consent: consent });
    }
  }
  if (account.mergeWith === null) return;
  const mergedAt = sometime();
  const merge = (status: string) => ({
    admin_graphql_api_customer_kept_id: `gid://shopify/Customer/${account.mergeWith}`,
    admin_graphql_api_customer_deleted_id: `gid://shopify/Customer/${id}`,
    status,
  });
  tell("customers/merge", mergedAt - 1000, merge("failed"));
  tell("customers/merge", mergedAt, merge("completed"));
}
