import { SETTLE_MS } from "./limits.ts";
import { productId, variantId } from "./page-context.ts";
import { readNamedVariant, viewVariant } from "./page-facts.ts";
import { listen, quietly } from "./quietly.ts";

/** Which variant is chosen, in themes that do not tell it by an event. */
export function watchVariantChoice(): void {
  let shown: string | null | undefined = variantId;
  listen<{ target: HTMLInputElement }>(document, "change", ({ target: { form } }) =>
    setTimeout(
      quietly(() => {
        const fields = form && new FormData(form);
        // Another product's form, as beside a recommendation.
        if ((fields?.get("product-id") ?? productId) !== productId) return;
        const chosen = (fields?.get("id") as string | undefined) ?? readNamedVariant();
        if (chosen && chosen !== shown) viewVariant(productId, (shown = chosen));
      }),
      SETTLE_MS,
    ),
  );
}
