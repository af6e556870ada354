import { Liquid, toValue } from "liquidjs";
import type { ThemeExtension } from "./read-theme-extensions.ts";

/** Where the extension's assets are served. Shopify has them on its CDN, under an address as unchanging. */
export function assetUrl(extension: ThemeExtension, name: string): string {
  return `/dev-store/extensions/${extension.handle}/${extension.version}/${name}`;
}

/** Liquid as far as app embeds of an extension need it. What is not known fails, instead of giving nothing. */
export function createLiquid(extension: ThemeExtension): Liquid {
  const liquid = new Liquid({ strictFilters: true, cache: true });
  // Shopify's json cannot end the script that it stands in. `nil` is an object here, and null there.
  liquid.registerFilter("json", (value: unknown) =>
    JSON.stringify(toValue(value) ?? null).replaceAll("<", "\\u003c"),
  );
  liquid.registerFilter("asset_url", (name: unknown) => {
    const file = String(name);
    if (!extension.assets.has(file)) throw new Error(`${extension.handle} has no asset ${file}`);
    return assetUrl(extension, file);
  });
  return liquid;
}
