import { createCartToken, toLineInput } from "../storefront/cart-actions.ts";
import type { DevDatabase } from "../state/database.ts";
import type { Shop } from "../state/shop.ts";
import type { Cart, Customer } from "../state/types.ts";
import { openCheckoutVisits } from "./checkout-visits.ts";
import type { CheckoutVisit } from "./checkout-visits.ts";

/**
 * Goes from the cart into the checkout: checkouts/create is sent. Who comes back from the cart with the
 * checkout not completed goes on in the same one, with the cart as it is now.
 */
export function beginCheckout(
  shop: Shop,
  given: {
    database: DevDatabase;
    cart: Cart;
    customer: Customer | undefined;
    /** Of the visitor's last checkout. */
    lastToken: string | undefined;
  },
): CheckoutVisit {
  const { database, cart, customer, lastToken } = given;
  const visits = openCheckoutVisits(database, shop.domain);
  const last = lastToken === undefined ? undefined : visits.find(lastToken);
  const goesOn =
    last !== undefined &&
    last.orderId === null &&
    shop.checkout(last.token)?.cartToken === cart.token;
  const token = goesOn ? last.token : createCartToken();
  return shop.batch(() => {
    shop.upsertCheckout({
      token,
      cartToken: cart.token,
      lines: cart.lines.map(toLineInput),
      ...(customer === undefined ? {} : { customerId: customer.id, email: customer.email }),
    });
    if (goesOn) return last;
    return visits.save({
      token,
      step: "contact",
      firstName: customer?.firstName ?? "",
      lastName: customer?.lastName ?? "",
      address: "",
      orderId: null,
      isThanked: false,
    });
  });
}
