import { sendProductSelect } from "./standard-events.ts";
import type { Told } from "./told.ts";

/** The product page's own behavior: pictures that follow their thumbnails, prices and address their variant. */
export function startProduct(told: Told): void {
  for (const button of document.querySelectorAll<HTMLElement>("[data-picture]")) {
    button.addEventListener("click", () => {
      for (const picture of document.querySelectorAll<HTMLImageElement>("[data-main-picture]"))
        picture.src = button.dataset["picture"] ?? picture.src;
    });
  }
  const form = document.querySelector("[data-product-form]");
  form?.addEventListener("change", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== "id") return;
    const price = document.querySelector("[data-price]");
    if (price !== null) price.textContent = target.dataset["priceText"] ?? "";
    const address = new URL(location.href);
    address.searchParams.set("variant", target.value);
    history.replaceState(null, "", address);
    sendProductSelect(told, target.value);
  });
}
