import type { CustomerHistory } from "../../app/pipeline/predict/features/customer-history.ts";

/** The customers as a file that ends at the cut would tell of them. */
export const upTo = (customers: readonly CustomerHistory[], cut: number): CustomerHistory[] =>
  customers.flatMap((customer) => {
    const orders = customer.orders
      .filter(({ placedAt }) => placedAt < cut)
      .map((order) => ({
        ...order,
        cancelledAt:
          order.cancelledAt !== null && order.cancelledAt < cut ? order.cancelledAt : null,
        refunds: order.refunds.filter(({ refundedAt }) => refundedAt < cut),
      }));
    return orders.length === 0 ? [] : [{ ...customer, orders }];
  });
