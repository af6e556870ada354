import type {
  Cart as PixelCart,
  CartLine as PixelCartLine,
  Checkout as PixelCheckout,
  ProductVariant,
  RegisterInit,
} from "@shopify/web-pixels-extension";
import { findVariant } from "../storefront/cart-actions.ts";
import { cartCookie } from "../storefront/visitor.ts";
import { formatMoney } from "../state/money.ts";
import type { Shop } from "../state/shop.ts";
import type {
  Cart,
  Checkout,
  Customer,
  Order,
  OrderLine,
  Product,
  Variant,
} from "../state/types.ts";

/** Shopify's data objects of pixel events, made of the dev store's records. Amounts are numbers of major units. */

const money = (shop: Shop, minor: number): { amount: number; currencyCode: string } => ({
  amount: Number(formatMoney(minor, shop.currency)),
  currencyCode: shop.currency,
});

export function toProductVariant(shop: Shop, product: Product, variant: Variant): ProductVariant {
  const { id, title, sku, priceMinor } = variant;
  return {
    id,
    title,
    untranslatedTitle: title,
    sku,
    image: null,
    price: money(shop, priceMinor),
    product: {
      id: product.id,
      title: product.title,
      untranslatedTitle: product.title,
      type: product.productType,
      url: `/products/${product.handle}`,
      vendor: product.vendor,
    },
  };
}

/** Of each product its first variant, as pages show them. */
export function toProductVariants(shop: Shop, products: readonly Product[]): ProductVariant[] {
  return products.flatMap((product) => {
    const [variant] = product.variants;
    return variant === undefined ? [] : [toProductVariant(shop, product, variant)];
  });
}

/** A variant in a cart; null where the shop has it no longer. */
function toCartLine(
  shop: Shop,
  { variantId, quantity }: { variantId: string | null; quantity: number },
): PixelCartLine | null {
  const found = variantId === null ? undefined : findVariant(shop, variantId);
  if (found === undefined) return null;
  const { product, variant } = found;
  return {
    cost: { totalAmount: money(shop, variant.priceMinor * quantity) },
    merchandise: toProductVariant(shop, product, variant),
    quantity,
  };
}

export function toPixelCart(shop: Shop, cart: Cart): PixelCart {
  const total = cart.lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
  return {
    // With the key that opens the cart, as Shopify's own: a pixel must not send it on.
    id: `gid://shopify/Cart/${cartCookie(cart.token)}`,
    attributes: [],
    cost: { totalAmount: money(shop, total) },
    lines: cart.lines.flatMap((line) => toCartLine(shop, line) ?? []),
    totalQuantity: cart.lines.reduce((sum, { quantity }) => sum + quantity, 0),
  };
}

/**
 * What a page tells every pixel of its visitor. Since December 2025 the fields that name a person are null
 * unless the app is approved for them, and Kindling does not ask.
 */
export function toInitData(
  shop: Shop,
  { customer, cart }: { customer: Customer | undefined; cart: Cart | undefined },
): RegisterInit["data"] {
  return {
    customer:
      customer === undefined
        ? null
        : {
            id: customer.id,
            email: null,
            firstName: null,
            lastName: null,
            phone: null,
            ordersCount: customer.numberOfOrders,
          },
    cart: cart === undefined ? null : toPixelCart(shop, cart),
    shop: {
      name: shop.record.name,
      myshopifyDomain: shop.domain,
      storefrontUrl: `https://${shop.domain}`,
      countryCode: "US",
      paymentSettings: { currencyCode: shop.currency },
    },
    purchasingCompany: null,
  };
}

/** A checkout as its events carry it; `order` once it is placed. */
export function toPixelCheckout(shop: Shop, checkout: Checkout, order?: Order): PixelCheckout {
  const total = money(shop, checkout.totalMinor);
  return {
    token: checkout.token,
    attributes: [],
    billingAddress: null,
    buyerAcceptsEmailMarketing: false,
    buyerAcceptsSmsMarketing: false,
    currencyCode: checkout.currency,
    delivery: { selectedDeliveryOptions: [] },
    discountApplications: [],
    discountsAmount: money(shop, 0),
    email: null,
    lineItems: checkout.lines.map((line) => toCheckoutLine(shop, line)),
    localization: {
      country: { isoCode: null },
      language: { isoCode: "en" },
      market: { handle: null, id: null },
    },
    order: order === undefined ? null : toPixelOrder(shop, order),
    phone: null,
    shippingAddress: null,
    shippingLine: null,
    smsMarketingPhone: null,
    subtotalPrice: total,
    totalPrice: total,
    totalTax: money(shop, 0),
    transactions:
      order === undefined
        ? []
        : [
            {
              amount: total,
              gateway: "bogus",
              paymentMethod: { name: "bogus", type: "creditCard" },
            },
          ],
  };
}

function toCheckoutLine(shop: Shop, line: OrderLine): PixelCheckout["lineItems"][number] {
  return {
    id: line.id,
    title: line.title,
    quantity: line.quantity,
    discountAllocations: [],
    finalLinePrice: money(shop, line.priceMinor * line.quantity),
    properties: [],
    sellingPlanAllocation: null,
    variant: toCartLine(shop, line)?.merchandise ?? null,
  };
}

function toPixelOrder(shop: Shop, order: Order): NonNullable<PixelCheckout["order"]> {
  const customer = order.customerId === null ? undefined : shop.customer(order.customerId);
  return {
    id: order.id,
    customer:
      customer === undefined
        ? null
        : { id: customer.id, isFirstOrder: customer.numberOfOrders <= 1 },
  };
}
