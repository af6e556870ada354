/** The key of the fact that an order was placed. */
export const placedKey = (orderId: string): string => `order:${orderId}:placed`;

/** The id of the order whose placing a fact with this key tells; null: it tells another thing. */
export const orderPlacedBy = (key: string): string | null =>
  /^order:([^:]+):placed$/.exec(key)?.[1] ?? null;
