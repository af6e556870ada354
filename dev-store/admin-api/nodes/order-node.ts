import type { Fulfillment, Order, OrderLine } from "../../state/types.ts";
import { toDateTime, toDateTimeOrNull } from "../api-node.ts";
import type { ApiContext, ApiNode } from "../api-node.ts";
import { connectArray } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import { toGid } from "../gid.ts";
import { toCustomerNode } from "./customer-node.ts";
import { metafieldFields } from "./metafield-node.ts";
import { toMoneyBag } from "./money-node.ts";
import { toProductNode, toVariantNode } from "./product-node.ts";
import { toRefundNode } from "./refund-node.ts";

export function toOrderNode(context: ApiContext, order: Order): ApiNode {
  const { state } = context;
  const { currency, discount } = order;
  const id = toGid("Order", order.id);
  const customer = order.customerId === null ? undefined : state.customers.get(order.customerId);
  const bag = (minor: number) => () => toMoneyBag(minor, currency);
  const fulfillments = order.fulfillments ?? [];
  const receivedMinor = order.financialStatus === "PENDING" ? 0 : order.totalMinor;
  const leftMinor = order.totalMinor - order.refundedMinor;
  const pieces = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  const returned = order.refunds
    .flatMap((refund) => refund.lines)
    .reduce((sum, line) => sum + line.quantity, 0);
  return {
    __typename: "Order",
    id,
    legacyResourceId: order.id,
    name: order.name,
    number: order.number,
    confirmed: true,
    confirmationNumber: null,
    test: order.test,
    note: null,
    tags: [],
    email: customer?.email ?? null,
    phone: null,
    sourceName: order.sourceName ?? "web",
    createdAt: toDateTime(order.createdAt),
    processedAt: toDateTime(order.processedAt),
    updatedAt: toDateTime(order.updatedAt),
    cancelledAt: toDateTimeOrNull(order.cancelledAt),
    cancelReason: order.cancelReason,
    closed: order.cancelledAt !== null,
    closedAt: toDateTimeOrNull(order.cancelledAt),
    edited: false,
    cartToken: order.cartToken,
    checkoutToken: order.checkoutToken,
    landingPageUrl: order.landingSite,
    referrerUrl: order.referringSite,
    currencyCode: currency,
    presentmentCurrencyCode: currency,
    displayFinancialStatus: order.financialStatus,
    displayFulfillmentStatus: fulfillments.length > 0 ? "FULFILLED" : "UNFULFILLED",
    fulfillments: (args: { first?: number | null }) =>
      fulfillments
        .slice(0, args.first ?? undefined)
        .map((fulfillment) => toFulfillmentNode(order, fulfillment)),
    fullyPaid: order.financialStatus !== "PENDING",
    unpaid: order.financialStatus === "PENDING",
    totalPriceSet: bag(order.totalMinor),
    originalTotalPriceSet: bag(order.totalMinor),
    subtotalPriceSet: bag(order.subtotalMinor),
    // The current amounts are those after refunds of goods; the dev store refunds goods alone.
    currentTotalPriceSet: bag(leftMinor),
    currentSubtotalPriceSet: bag(leftMinor),
    totalRefundedSet: bag(order.refundedMinor),
    totalReceivedSet: bag(receivedMinor),
    netPaymentSet: bag(receivedMinor - order.refundedMinor),
    totalOutstandingSet: bag(order.totalMinor - receivedMinor),
    totalTaxSet: bag(0),
    totalDiscountsSet: bag(discount?.amountMinor ?? 0),
    discountCode: discount?.code ?? null,
    discountCodes: (discount?.code ?? null) === null ? [] : [discount?.code],
    totalShippingPriceSet: bag(0),
    subtotalLineItemsQuantity: pieces,
    currentSubtotalLineItemsQuantity: pieces - returned,
    customer: () => (customer === undefined ? null : toCustomerNode(context, customer)),
    lineItems: (args: PageArguments) =>
      connectArray("LineItem", { items: order.lines, args }, (line) =>
        toLineNode(context, order, line),
      ),
    refunds: (args: { first?: number | null }) =>
      order.refunds
        .slice(0, args.first ?? undefined)
        .map((refund) => toRefundNode(context, { order, refund })),
    ...metafieldFields(context, id),
  };
}

function toFulfillmentNode(order: Order, { id, createdAt }: Fulfillment): ApiNode {
  return {
    __typename: "Fulfillment",
    id: toGid("Fulfillment", id),
    legacyResourceId: id,
    name: `${order.name}-F1`,
    status: "SUCCESS",
    displayStatus: "FULFILLED",
    createdAt: toDateTime(createdAt),
    updatedAt: toDateTime(createdAt),
    totalQuantity: order.lines.reduce((sum, line) => sum + line.quantity, 0),
  };
}

export function toLineNode(context: ApiContext, order: Order, line: OrderLine): ApiNode {
  const { state } = context;
  const product = line.productId === null ? undefined : state.products.get(line.productId);
  const { discountMinor = 0 } = line;
  const variant = product?.variants.find((candidate) => candidate.id === line.variantId);
  const bag = (minor: number) => () => toMoneyBag(minor, order.currency);
  const returned = order.refunds
    .flatMap((refund) => refund.lines)
    .filter(({ lineItemId }) => lineItemId === line.id)
    .reduce((sum, { quantity }) => sum + quantity, 0);
  return {
    __typename: "LineItem",
    id: toGid("LineItem", line.id),
    title: line.title,
    name: line.title,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: line.quantity - returned,
    refundableQuantity: line.quantity - returned,
    vendor: product?.vendor ?? null,
    variantTitle: variant?.title ?? null,
    isGiftCard: false,
    originalUnitPriceSet: bag(line.priceMinor),
    discountedUnitPriceSet: bag(line.priceMinor),
    originalTotalSet: bag(line.priceMinor * line.quantity),
    discountedTotalSet: bag(line.priceMinor * line.quantity),
    totalDiscountSet: bag(0),
    discountAllocations:
      discountMinor === 0
        ? []
        : [
            {
              __typename: "DiscountAllocation",
              allocatedAmountSet: toMoneyBag(discountMinor, order.currency),
            },
          ],
    product: () => (product === undefined ? null : toProductNode(context, product)),
    variant: () =>
      product === undefined || variant === undefined
        ? null
        : toVariantNode(context, { product, variant }),
  };
}
