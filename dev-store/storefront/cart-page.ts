import { html } from "../admin-page/html.ts";
import type { SafeHtml } from "../admin-page/html.ts";
import type { Shop } from "../state/shop.ts";
import type { Cart } from "../state/types.ts";
import { formatPrice } from "./product-card.ts";

export function renderCartPage(shop: Shop, base: string, cart: Cart | undefined): SafeHtml {
  if (cart === undefined || cart.lines.length === 0)
    return html`<h1>Cart</h1>
      <p>It is empty. <a href="${base}/collections/all">Have a look around</a></p>`;
  const total = cart.lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
  return html`<h1>Cart</h1>
    <table class="cart">
      ${cart.lines.map(
        (line) =>
          html`<tr>
            <td>${line.title}</td>
            <td>${line.quantity} × ${formatPrice(shop, line.priceMinor)}</td>
            <td>
              <form method="post" action="${base}/cart/change" data-cart-change>
                <input type="hidden" name="id" value="${line.variantId}" />
                <input type="hidden" name="quantity" value="0" />
                <button class="quiet">Remove</button>
              </form>
            </td>
          </tr>`,
      )}
    </table>
    <p class="price">Total ${formatPrice(shop, total)}</p>
    <form method="post" action="${base}/checkout"><button>Check out</button></form>`;
}
