import { html } from "../admin-page/html.ts";
import type { SafeHtml } from "../admin-page/html.ts";
import type { Shop } from "../state/shop.ts";
import type { Product } from "../state/types.ts";
import { isShownIn } from "./collections.ts";
import type { ShownCollection } from "./collections.ts";
import { renderCard } from "./product-card.ts";

const PAGE_SIZE = 24;
const ON_THE_FRONT = 8;

export function renderHomePage(shop: Shop, base: string): SafeHtml {
  const products = takeProducts(
    shop,
    { from: 0, to: ON_THE_FRONT },
    ({ status }) => status === "ACTIVE",
  );
  return html`<section class="welcome">
      <h1>${shop.record.name}</h1>
      <p>Things for the kitchen and the table, made to be used every day.</p>
    </section>
    ${renderCollectionLinks(shop, base)}
    <h2>On the shelf</h2>
    ${renderGrid(shop, { base, products, context: "collection" })}
    <p><a href="${base}/collections/all">All products</a></p>`;
}

export function renderCollectionLinks(shop: Shop, base: string): SafeHtml {
  return html`<ul class="collections">
    ${[...shop.collections()].map(
      ({ handle, title }) => html`<li><a href="${base}/collections/${handle}">${title}</a></li>`,
    )}
  </ul>`;
}

/** A collection's grid, 24 products a page; `page` from 1. */
export function renderCollectionPage(
  shop: Shop,
  { base, collection, page }: { base: string; collection: ShownCollection; page: number },
): SafeHtml {
  const from = (page - 1) * PAGE_SIZE;
  const found = takeProducts(shop, { from, to: from + PAGE_SIZE + 1 }, (product) =>
    isShownIn(collection, product),
  );
  const path = `${base}/collections/${collection.handle}`;
  return html`<h1>${collection.title}</h1>
    ${renderGrid(shop, { base, products: found.slice(0, PAGE_SIZE), context: "collection" })}
    <p class="pages">
      ${page > 1 && html`<a href="${path}?page=${page - 1}">Previous</a>`}
      ${found.length > PAGE_SIZE && html`<a href="${path}?page=${page + 1}">Next</a>`}
    </p>`;
}

/** What is shown for some words. */
export function findProducts(shop: Shop, words: string): Product[] {
  const needle = words.toLowerCase();
  return takeProducts(
    shop,
    { from: 0, to: PAGE_SIZE },
    ({ title, status }) => status === "ACTIVE" && title.toLowerCase().includes(needle),
  );
}

/** What was found, or only the box where nothing was searched for yet. */
export function renderSearchPage(
  shop: Shop,
  { base, words }: { base: string; words: string | undefined },
): SafeHtml {
  const products = words === undefined ? [] : findProducts(shop, words);
  return html`<h1>Search</h1>
    <form action="${base}/search" role="search" class="search" data-search>
      <input name="q" type="search" value="${words}" aria-label="What are you looking for?" />
      <button>Search</button>
    </form>
    ${words !== undefined && html`<p>${products.length} products for “${words}”</p>`}
    ${renderGrid(shop, { base, products, context: "search" })}`;
}

function renderGrid(
  shop: Shop,
  { base, products, context }: { base: string; products: Product[]; context: string },
): SafeHtml {
  return html`<ul class="grid" data-cards="${context}">
    ${products.map((product) => renderCard(shop, base, product))}
  </ul>`;
}

function takeProducts(
  shop: Shop,
  { from, to }: { from: number; to: number },
  isWanted: (product: Product) => boolean,
): Product[] {
  const taken: Product[] = [];
  let index = 0;
  for (const product of shop.products()) {
    if (index >= to) break;
    if (!isWanted(product)) continue;
    if (index >= from) taken.push(product);
    index += 1;
  }
  return taken;
}
