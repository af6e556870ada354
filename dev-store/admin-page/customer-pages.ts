import type { Shop } from "../state/shop.ts";
import type { Customer } from "../state/types.ts";
import { formatMoney } from "../webhooks/payloads/money.ts";
import { adminPath, renderAdminPage } from "./admin-layout.ts";
import { html } from "./html.ts";
import type { SafeHtml } from "./html.ts";

const PAGE_SIZE = 50;

export interface CustomerListRequest {
  shop: Shop;
  appHandle: string;
  /** `q`: part of a name, an id or a tag. `page`: from 1. */
  query: URLSearchParams;
}

/** The shop's customers with their tags, fifty a page. */
export function renderCustomerList({ shop, appHandle, query }: CustomerListRequest): SafeHtml {
  const wanted = (query.get("q") ?? "").trim();
  const page = Math.max(1, Number.parseInt(query.get("page") ?? "1", 10) || 1);
  const { rows, hasMore } = findPage(shop, wanted, page);
  const base = `${adminPath(shop)}/customers`;
  const link = (target: number): string =>
    `${base}?${new URLSearchParams({ q: wanted, page: String(target) }).toString()}`;

  return renderAdminPage({
    shop,
    appHandle,
    title: "Customers",
    section: "customers",
    main: html`<main class="page">
      <section class="card">
        <h1>Customers</h1>
        <form class="inline" action="${base}">
          <input
            type="search"
            name="q"
            value="${wanted}"
            aria-label="Name, id or tag"
            placeholder="Name, id or tag"
          />
          <button>Search</button>
        </form>
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th>Customer</th>
                <th>Orders</th>
                <th>Spent</th>
                <th>Tags</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map((customer) => renderRow(shop, customer))}
            </tbody>
          </table>
        </div>
        ${rows.length === 0 && html`<p class="none">No customer found.</p>`}
        <p>
          ${page > 1 && html`<a href="${link(page - 1)}">Previous</a>`}
          ${hasMore && html`<a href="${link(page + 1)}">Next</a>`}
        </p>
      </section>
    </main>`,
  });
}

/** One customer: what the shop knows, and the tags, which staff may change here. */
export function renderCustomer(shop: Shop, appHandle: string, customer: Customer): SafeHtml {
  const path = `${adminPath(shop)}/customers/${customer.id}`;
  return renderAdminPage({
    shop,
    appHandle,
    title: customerName(customer),
    section: "customers",
    main: html`<main class="page">
      <section class="card">
        <h1>${customerName(customer)}</h1>
        <dl>
          <dt>Id</dt>
          <dd>${customer.id}</dd>
          <dt>Customer since</dt>
          <dd>${new Date(customer.createdAt).toISOString().slice(0, 10)}</dd>
          <dt>Orders</dt>
          <dd>${customer.numberOfOrders}</dd>
          <dt>Amount spent</dt>
          <dd>${spent(shop, customer)}</dd>
        </dl>
      </section>
      <section class="card">
        <h2>Tags</h2>
        <div id="tags">${renderTags(customer.tags)}</div>
        <form class="inline" method="post" action="${path}/tags">
          <input
            type="text"
            name="tags"
            value="${customer.tags.join(", ")}"
            aria-label="Tags, separated by commas"
          />
          <button>Save</button>
        </form>
      </section>
    </main>`,
  });
}

function findPage(
  shop: Shop,
  wanted: string,
  page: number,
): { rows: Customer[]; hasMore: boolean } {
  const from = (page - 1) * PAGE_SIZE;
  const rows: Customer[] = [];
  let matches = 0;
  for (const customer of shop.customers()) {
    if (wanted !== "" && !isMatch(customer, wanted.toLowerCase())) continue;
    if (matches >= from + PAGE_SIZE) return { rows, hasMore: true };
    if (matches >= from) rows.push(customer);
    matches += 1;
  }
  return { rows, hasMore: false };
}

function isMatch(customer: Customer, wanted: string): boolean {
  return (
    customer.id === wanted ||
    customerName(customer).toLowerCase().includes(wanted) ||
    customer.tags.some((tag) => tag.toLowerCase().includes(wanted))
  );
}

function renderRow(shop: Shop, customer: Customer): SafeHtml {
  return html`<tr>
    <td><a href="${adminPath(shop)}/customers/${customer.id}">${customerName(customer)}</a></td>
    <td>${customer.numberOfOrders}</td>
    <td>${spent(shop, customer)}</td>
    <td>${renderTags(customer.tags)}</td>
  </tr>`;
}

function renderTags(tags: readonly string[]): SafeHtml {
  if (tags.length === 0) return html`<span class="none">No tags</span>`;
  return html`${tags.map((tag) => html`<span class="tag" data-tag="${tag}">${tag}</span>`)}`;
}

function customerName(customer: Customer): string {
  const name = [customer.firstName, customer.lastName].filter((part) => part !== null).join(" ");
  return name === "" ? `Customer ${customer.id}` : name;
}

function spent(shop: Shop, customer: Customer): string {
  return `${formatMoney(customer.amountSpentMinor, shop.currency)} ${shop.currency}`;
}
