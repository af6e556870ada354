import type { Liquid, Template } from "liquidjs";
import { html, SafeHtml } from "../admin-page/html.ts";
import type { StorefrontPage } from "../storefront/storefront-page.ts";
import type { StorefrontRequest } from "../storefront/storefront-request.ts";
import { assetUrl, createLiquid } from "./liquid.ts";
import { buildLiquidObjects } from "./liquid-objects.ts";
import type { Block } from "./read-block.ts";
import { readThemeExtensions } from "./read-theme-extensions.ts";
import type { ThemeExtension } from "./read-theme-extensions.ts";

/** What the active app embeds put into a page. */
export interface RenderedEmbeds {
  head: SafeHtml[];
  body: SafeHtml[];
}

interface LoadedEmbed {
  extension: ThemeExtension;
  block: Block;
  liquid: Liquid;
  template: Template[];
}

/** Read once per toml: a deployed extension does not change under a shop. */
const embedsByToml = new Map<string, LoadedEmbed[]>();

/** Renders the app's embeds that the shop's merchant has activated, with the merchant's settings. */
export function renderAppEmbeds(
  storefront: StorefrontRequest,
  page: StorefrontPage,
): RenderedEmbeds {
  const rendered: RenderedEmbeds = { head: [], body: [] };
  const { shop, context } = storefront;
  if (!shop.isInstalled()) return rendered;
  const { appEmbeds } = shop.theme();
  for (const { extension, block, liquid, template } of loadEmbeds(context.app.tomlPath)) {
    const embed = appEmbeds[block.handle];
    if (!embed?.isActive) continue;
    const settings = { ...block.defaults, ...embed.settings };
    const objects = { ...buildLiquidObjects(storefront, page), block: { settings } };
    const text = new SafeHtml(String(liquid.renderSync(template, objects)));
    rendered[block.target === "body" ? "body" : "head"].push(text);
    if (block.javascript !== undefined)
      rendered.head.push(
        html`<script src="${assetUrl(extension, block.javascript)}" defer></script>`,
      );
    if (block.stylesheet !== undefined)
      rendered.head.push(
        html`<link rel="stylesheet" href="${assetUrl(extension, block.stylesheet)}" />`,
      );
  }
  return rendered;
}

/** An asset of an extension; undefined where there is none at that address. */
export function findAsset(tomlPath: string, path: string): Buffer | undefined {
  const [, handle, version, name = ""] =
    /^\/dev-store\/extensions\/([^/]+)\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
  return loadEmbeds(tomlPath)
    .find(({ extension }) => extension.handle === handle && extension.version === version)
    ?.extension.assets.get(name);
}

function loadEmbeds(tomlPath: string): LoadedEmbed[] {
  let embeds = embedsByToml.get(tomlPath);
  if (embeds === undefined) {
    embeds = readThemeExtensions(tomlPath).flatMap((extension) => {
      const liquid = createLiquid(extension);
      return extension.blocks
        .filter(({ target }) => target !== "section")
        .map((block) => ({ extension, block, liquid, template: liquid.parse(block.liquid) }));
    });
    embedsByToml.set(tomlPath, embeds);
  }
  return embeds;
}
