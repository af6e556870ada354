import { html } from "../admin-page/html.ts";
import type { SafeHtml } from "../admin-page/html.ts";
import type { Shop } from "../state/shop.ts";
import type { Product, Variant } from "../state/types.ts";
import { formatPrice, pictureUrl, renderCard } from "./product-card.ts";
import { averageStars, listReviews } from "./reviews.ts";

const PICTURES = [0, 1, 2, 3];
const SUGGESTIONS = 4;

/** A product with what themes have: gallery, variants, size guide, reviews, suggestions. */
export function renderProductPage(
  shop: Shop,
  { base, product, variant }: { base: string; product: Product; variant: Variant | undefined },
): SafeHtml {
  const reviews = listReviews(product);
  const chosen = variant ?? product.variants[0];
  return html`<section class="product" data-product="${product.id}">
      ${renderGallery(product)}
      <div class="product__info">
        <p class="vendor">${product.vendor}</p>
        <h1>${product.title}</h1>
        <p class="stars">
          <a href="#reviews">★ ${averageStars(reviews)} · ${reviews.length} reviews</a>
        </p>
        <p class="price" data-price>${formatPrice(shop, chosen?.priceMinor ?? 0)}</p>
        <form method="post" action="${base}/cart/add" class="product-form" data-product-form>
          <input type="hidden" name="product-id" value="${product.id}" />
          ${renderVariants(shop, product, chosen)}
          <label class="quantity"
            >Quantity <input name="quantity" type="number" min="1" max="99" value="1"
          /></label>
          <button>Add to cart</button>
        </form>
        <p><button type="button" class="quiet" data-opens="size-guide">Size guide</button></p>
        <details>
          <summary>Care and delivery</summary>
          <p>Wash by hand. Delivered in three to five days.</p>
        </details>
      </div>
    </section>
    <dialog id="size-guide" class="size-guide">
      <h2>Size guide</h2>
      <table>
        <tr>
          <th>Small</th>
          <td>24 cl</td>
          <td>8 cm</td>
        </tr>
        <tr>
          <th>Large</th>
          <td>38 cl</td>
          <td>10 cm</td>
        </tr>
      </table>
      <button type="button" class="quiet" data-closes>Close</button>
    </dialog>
    <section id="reviews" class="product-reviews">
      <h2>What people say</h2>
      <ul>
        ${reviews.map(
          ({ author, stars, text }) =>
            html`<li>
              <span aria-label="${stars} of 5 stars">${"★".repeat(stars)}</span>
              <p>${text}</p>
              <small>${author}</small>
            </li>`,
        )}
      </ul>
    </section>
    ${renderSuggestions(shop, base, product)}`;
}

function renderGallery(product: Product): SafeHtml {
  return html`<div class="media-gallery" role="region" aria-label="Pictures">
      <button type="button" class="media-gallery__main" data-opens="lightbox" aria-label="Enlarge">
        <img
          src="${pictureUrl(product, 0)}"
          alt="${product.title}"
          width="800"
          height="800"
          fetchpriority="high"
          data-main-picture
        />
      </button>
      <div class="media-gallery__thumbnails">
        ${PICTURES.map(
          (view) =>
            html`<button type="button" data-picture="${pictureUrl(product, view)}">
              <img
                src="${pictureUrl(product, view)}"
                alt="Picture ${view + 1}"
                width="120"
                height="120"
              />
            </button>`,
        )}
      </div>
    </div>
    <dialog id="lightbox" class="lightbox">
      <img src="${pictureUrl(product, 0)}" alt="" width="800" height="800" data-main-picture />
      <button type="button" class="quiet" data-closes>Close</button>
    </dialog>`;
}

function renderVariants(shop: Shop, { variants }: Product, chosen: Variant | undefined): SafeHtml {
  const [only, ...more] = variants;
  if (more.length === 0) return html`<input type="hidden" name="id" value="${only?.id}" />`;
  return html`<fieldset class="variants">
    <legend>Variant</legend>
    ${variants.map(
      ({ id, title, priceMinor }) =>
        html`<label>
          <input
            type="radio"
            name="id"
            value="${id}"
            data-price-text="${formatPrice(shop, priceMinor)}"
            ${id === chosen?.id && html`checked`}
          />
          <span>${title}</span>
        </label>`,
    )}
  </fieldset>`;
}

function renderSuggestions(shop: Shop, base: string, product: Product): SafeHtml | false {
  const others: Product[] = [];
  for (const other of shop.products()) {
    if (others.length === SUGGESTIONS) break;
    if (other.id !== product.id && other.status === "ACTIVE") others.push(other);
  }
  return (
    others.length > 0 &&
    html`<section>
      <h2>Goes well with it</h2>
      <ul class="grid" data-cards="recommendation">
        ${others.map((other) => renderCard(shop, base, other))}
      </ul>
    </section>`
  );
}
