const DIGITS = /^(?:gid:\/\/shopify\/\w+\/)?(\d{1,20})(?:\?.*)?$/;
const CART = /^(?:gid:\/\/shopify\/Cart\/)?([^/?]{1,255})(?:\?.*)?$/;

/** The digits of an id, given as digits or as a gid; undefined when it is neither. */
export function readId(id: string | null | undefined): string | undefined {
  return DIGITS.exec(id ?? "")?.[1];
}

/** The token in a cart's id. What follows its question mark opens the cart, and stays here. */
export function readCartToken(id: string | null | undefined): string | undefined {
  return CART.exec(id ?? "")?.[1];
}
