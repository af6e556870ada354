import type { Order, Refund } from "../../state/types.ts";
import { toDateTime } from "../api-node.ts";
import type { ApiContext, ApiNode } from "../api-node.ts";
import { connectArray } from "../connection.ts";
import type { PageArguments } from "../connection.ts";
import { toGid } from "../gid.ts";
import { toMoneyBag, toMoneyV2 } from "./money-node.ts";
import { toLineNode, toOrderNode } from "./order-node.ts";

export function toRefundNode(
  context: ApiContext,
  { order, refund }: { order: Order; refund: Refund },
): ApiNode {
  const { currency } = order;
  const createdAt = toDateTime(refund.createdAt);
  const transaction = {
    __typename: "OrderTransaction",
    id: toGid("OrderTransaction", refund.transactionId),
    kind: "REFUND",
    status: "SUCCESS",
    gateway: "bogus",
    test: order.test,
    createdAt,
    processedAt: createdAt,
    amountSet: toMoneyBag(refund.amountMinor, currency),
  };
  return {
    __typename: "Refund",
    id: toGid("Refund", refund.id),
    legacyResourceId: refund.id,
    note: refund.note,
    createdAt,
    processedAt: createdAt,
    updatedAt: createdAt,
    totalRefunded: toMoneyV2(refund.amountMinor, currency),
    totalRefundedSet: toMoneyBag(refund.amountMinor, currency),
    order: () => toOrderNode(context, order),
    transactions: (args: PageArguments) =>
      connectArray(
        "OrderTransaction",
        { items: [{ id: refund.transactionId }], args },
        () => transaction,
      ),
    refundLineItems: (args: PageArguments) =>
      connectArray("RefundLineItem", { items: refund.lines, args }, (item) => ({
        __typename: "RefundLineItem",
        id: toGid("RefundLineItem", item.id),
        quantity: item.quantity,
        restocked: false,
        restockType: "NO_RESTOCK",
        subtotalSet: toMoneyBag(item.subtotalMinor, currency),
        lineItem: () => {
          const line = order.lines.find(({ id }) => id === item.lineItemId);
          return line === undefined ? null : toLineNode(context, order, line);
        },
      })),
  };
}
