import type { Customer, Order } from "../../state/types.ts";
import { toDateTime } from "../api-node.ts";
import type { ApiContext, ApiNode } from "../api-node.ts";
import { toGid } from "../gid.ts";
import { listResources, seesOrder } from "../list-resources.ts";
import type { ListArguments } from "../list-resources.ts";
import { metafieldFields } from "./metafield-node.ts";
import { toMoneyV2 } from "./money-node.ts";
import { toOrderNode } from "./order-node.ts";

export function toCustomerNode(context: ApiContext, customer: Customer): ApiNode {
  const { state } = context;
  const id = toGid("Customer", customer.id);
  const fullName = [customer.firstName, customer.lastName].filter(Boolean).join(" ");
  return {
    __typename: "Customer",
    id,
    legacyResourceId: customer.id,
    firstName: customer.firstName,
    lastName: customer.lastName,
    displayName: fullName || customer.email || "",
    email: customer.email,
    phone: null,
    defaultPhoneNumber: null,
    defaultAddress: null,
    addresses: [],
    defaultEmailAddress:
      customer.email === null
        ? null
        : {
            __typename: "CustomerEmailAddress",
            emailAddress: customer.email,
            marketingState: (customer.emailConsent?.state ?? "not_subscribed").toUpperCase(),
            validFormat: true,
          },
    state: (customer.accountState ?? "disabled").toUpperCase(),
    locale: "en",
    note: null,
    taxExempt: false,
    verifiedEmail: true,
    validEmailAddress: customer.email !== null,
    dataSaleOptOut: false,
    canDelete: customer.numberOfOrders === 0,
    tags: customer.tags,
    numberOfOrders: String(customer.numberOfOrders),
    amountSpent: toMoneyV2(customer.amountSpentMinor, state.record.currency),
    createdAt: toDateTime(customer.createdAt),
    updatedAt: toDateTime(customer.updatedAt),
    lastOrder: () => {
      const order =
        customer.lastOrderId === null ? undefined : state.orders.get(customer.lastOrderId);
      return order === undefined || !seesOrder(context, order) ? null : toOrderNode(context, order);
    },
    orders: (args: ListArguments) =>
      listResources<Order>(context, {
        table: "orders",
        typeName: "Order",
        args,
        customerId: customer.id,
        toNode: (order) => toOrderNode(context, order),
      }),
    ...metafieldFields(context, id),
  };
}
