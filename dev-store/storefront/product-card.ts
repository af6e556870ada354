import { html } from "../admin-page/html.ts";
import type { SafeHtml } from "../admin-page/html.ts";
import type { Shop } from "../state/shop.ts";
import type { Product } from "../state/types.ts";
import { formatMoney } from "../webhooks/payloads/money.ts";

/** A product in a grid, with a button that adds it at once where there is nothing to choose. */
export function renderCard(shop: Shop, base: string, product: Product): SafeHtml {
  const { id, handle, title, variants } = product;
  const [only, ...more] = variants;
  return html`<li class="card" data-card="${id}">
    <a class="card__link" href="${base}/products/${handle}">
      <img src="${pictureUrl(product, 0)}" alt="" width="400" height="400" loading="lazy" />
      <span class="card__title">${title}</span>
    </a>
    <span class="price"
      >${more.length > 0 && "from "}${formatPrice(shop, lowestPrice(product))}</span
    >
    ${
      only !== undefined &&
      more.length === 0 &&
      html`<form method="post" action="${base}/cart/add" class="quick-add" data-quick-add>
        <input type="hidden" name="product-id" value="${id}" />
        <input type="hidden" name="id" value="${only.id}" />
        <button class="quiet">Add to cart</button>
      </form>`
    }
  </li>`;
}

/** Pictures change with their product, and are kept by browsers as long as it does not. */
export function pictureUrl({ handle }: Product, view: number): string {
  return `/dev-store/pictures/${encodeURIComponent(handle)}-${view}.svg`;
}

export function formatPrice(shop: Shop, minor: number): string {
  return `${formatMoney(minor, shop.currency)} ${shop.currency}`;
}

function lowestPrice({ variants }: Product): number {
  return Math.min(...variants.map(({ priceMinor }) => priceMinor));
}
