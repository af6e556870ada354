import { html } from "../admin-page/html.ts";
import type { SafeHtml } from "../admin-page/html.ts";
import type { Shop } from "../state/shop.ts";
import type { Cart, Product } from "../state/types.ts";
import { formatMoney } from "../webhooks/payloads/money.ts";

const PAGE_SIZE = 24;

/** A collection's grid, 24 products a page; `page` from 1. */
export function renderProducts(
  shop: Shop,
  { base, path, page }: { base: string; path: string; page: number },
): SafeHtml {
  const shown: Product[] = [];
  let index = 0;
  let hasMore = false;
  for (const product of shop.products()) {
    if (product.status !== "ACTIVE") continue;
    if (index >= page * PAGE_SIZE) {
      hasMore = true;
      break;
    }
    if (index >= (page - 1) * PAGE_SIZE) shown.push(product);
    index += 1;
  }
  return html`<h1>Products</h1>
    ${shown.length === 0 && html`<p>This shop has no products yet.</p>`}
    <ul class="grid">
      ${shown.map(
        (product) =>
          html`<li>
            <a href="${base}/products/${product.handle}">${product.title}</a>
            <span>${price(shop, lowestPrice(product))}</span>
          </li>`,
      )}
    </ul>
    <p>
      ${page > 1 && html`<a href="${base}${path}?page=${page - 1}">Previous</a>`}
      ${hasMore && html`<a href="${base}${path}?page=${page + 1}">Next</a>`}
    </p>`;
}

export function renderProduct(shop: Shop, base: string, product: Product): SafeHtml {
  return html`<h1>${product.title}</h1>
    <p>${product.vendor}</p>
    <form method="post" action="${base}/cart/add">
      <label
        >Variant
        <select name="id">
          ${product.variants.map(
            ({ id, title, priceMinor }) =>
              html`<option value="${id}">${title} · ${price(shop, priceMinor)}</option>`,
          )}
        </select>
      </label>
      <label>Quantity <input name="quantity" type="number" min="1" max="99" value="1" /></label>
      <button>Add to cart</button>
    </form>`;
}

export function renderCart(shop: Shop, base: string, cart: Cart | undefined): SafeHtml {
  if (cart === undefined || cart.lines.length === 0)
    return html`<h1>Cart</h1>
      <p>It is empty.</p>`;
  const total = cart.lines.reduce((sum, line) => sum + line.priceMinor * line.quantity, 0);
  return html`<h1>Cart</h1>
    <table>
      ${cart.lines.map(
        (line) =>
          html`<tr>
            <td>${line.title}</td>
            <td>${line.quantity} × ${price(shop, line.priceMinor)}</td>
            <td>
              <form method="post" action="${base}/cart/change">
                <input type="hidden" name="id" value="${line.variantId}" />
                <input type="hidden" name="quantity" value="0" />
                <button>Remove</button>
              </form>
            </td>
          </tr>`,
      )}
    </table>
    <p>Total ${price(shop, total)}</p>
    <form method="post" action="${base}/checkout"><button>Place the order</button></form>`;
}

function lowestPrice(product: Product): number {
  return product.variants.reduce(
    (lowest, { priceMinor }) => Math.min(lowest, priceMinor),
    product.variants[0]?.priceMinor ?? 0,
  );
}

function price(shop: Shop, minor: number): string {
  return `${formatMoney(minor, shop.currency)} ${shop.currency}`;
}
