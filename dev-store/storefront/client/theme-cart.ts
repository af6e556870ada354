import { announceCartChange, sendCartView } from "./standard-events.ts";
import { findDialog } from "./theme-dialogs.ts";
import type { Told } from "./told.ts";

export interface ThemeCart {
  token: string;
  item_count: number;
  items: { variant_id: number; product_id: number; title: string; quantity: number }[];
}

/**
 * Adding and removing without a reload, as most themes do it: the product's form by fetch, the cards' buttons by
 * XMLHttpRequest as older scripts do. A theme without scripts leaves all of it to plain forms.
 */
export function startCart(told: Told): void {
  if (!told.cartWithoutReload) return;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    const fields = new FormData(form);
    const variantId = String(fields.get("id"));
    if (form.matches("[data-product-form]")) {
      event.preventDefault();
      const change = {
        action: "add",
        context: "product",
        lines: [{ merchandiseId: variantId, quantity: 1 }],
      };
      void announceCartChange(told, change, () => addByFetch(told, fields));
    } else if (form.matches("[data-quick-add]")) {
      event.preventDefault();
      const change = {
        action: "add",
        context: "product",
        lines: [{ merchandiseId: variantId, quantity: 1 }],
      };
      void announceCartChange(told, change, () => addByXhr(told, variantId));
    } else if (form.matches("[data-cart-change]")) {
      event.preventDefault();
      const change = { action: "remove", context: "cart", lines: [{ id: variantId, quantity: 0 }] };
      void announceCartChange(told, change, () => removeLine(told, fields));
    }
  });
}

async function addByFetch(told: Told, fields: FormData): Promise<ThemeCart> {
  const answer = await fetch(`${told.root}cart/add.js`, {
    method: "POST",
    body: new URLSearchParams([...fields].map(([name, value]) => [name, String(value)])),
  });
  const added: { description?: string } = await answer.json();
  if (!answer.ok) throw new Error(added.description ?? `cart/add.js answered ${answer.status}`);
  return showDrawer(told);
}

function addByXhr(told: Told, variantId: string): Promise<ThemeCart> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `${told.root}cart/add.js`);
    request.setRequestHeader("content-type", "application/json");
    request.addEventListener("load", () => {
      if (request.status === 200) showDrawer(told).then(resolve, reject);
      else reject(new Error(`cart/add.js answered ${request.status}`));
    });
    request.addEventListener("error", () => reject(new Error("cart/add.js did not answer")));
    request.send(JSON.stringify({ id: variantId, quantity: 1 }));
  });
}

async function removeLine(told: Told, fields: FormData): Promise<ThemeCart> {
  const answer = await fetch(`${told.root}cart/change.js`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ id: fields.get("id"), quantity: 0 }),
  });
  const cart: ThemeCart = await answer.json();
  // The cart's part of the page anew, as themes ask it of the section rendering API.
  const page = new DOMParser().parseFromString(
    await (await fetch(location.href)).text(),
    "text/html",
  );
  const shown = page.querySelector("main");
  if (shown !== null) document.querySelector("main")?.replaceWith(shown);
  showCount(cart);
  return cart;
}

async function showDrawer(told: Told): Promise<ThemeCart> {
  const cart: ThemeCart = await (await fetch(`${told.root}cart.js`)).json();
  showCount(cart);
  document.querySelector("[data-drawer-lines]")?.replaceChildren(
    ...cart.items.map(({ title, quantity }) => {
      const item = document.createElement("li");
      item.textContent = `${quantity} × ${title}`;
      return item;
    }),
  );
  findDialog("cart-drawer")?.showModal();
  sendCartView(told, cart);
  return cart;
}

function showCount(cart: ThemeCart): void {
  const count = document.querySelector("[data-cart-count]");
  if (count !== null) count.textContent = String(cart.item_count);
}
