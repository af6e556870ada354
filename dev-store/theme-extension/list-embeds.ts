import type { Shop } from "../state/shop.ts";
import type { Block } from "./read-block.ts";
import { readThemeExtensions } from "./read-theme-extensions.ts";

/** An app embed as the theme editor lists it. */
export interface EmbedChoice {
  handle: string;
  name: string;
  isActive: boolean;
}

/** Names that stand in the extension's translations are not read: the file's name says as much. */
const nameOf = ({ name, handle }: Block): string => (name.startsWith("t:") ? handle : name);

/** The app's embeds, and which of them the shop's published theme loads. */
export function listEmbeds(tomlPath: string, shop: Shop): EmbedChoice[] {
  const { appEmbeds } = shop.theme();
  return readThemeExtensions(tomlPath).flatMap(({ blocks }) =>
    blocks
      .filter(({ target }) => target !== "section")
      .map((block) => ({
        handle: block.handle,
        name: nameOf(block),
        isActive: appEmbeds[block.handle]?.isActive ?? false,
      })),
  );
}

/** What App Bridge's `app.extensions()` tells of theme app extensions. */
export function describeExtensions(tomlPath: string, shop: Shop): object[] {
  const { appEmbeds } = shop.theme();
  return readThemeExtensions(tomlPath).map(({ handle, blocks }) => ({
    handle,
    type: "theme_app_extension",
    activations: blocks.map((block) => {
      const isActive = appEmbeds[block.handle]?.isActive ?? false;
      const place = { target: block.target, themeId: "gid://shopify/OnlineStoreTheme/1" };
      return {
        target: block.target,
        handle: block.handle,
        name: nameOf(block),
        status: isActive ? "active" : "available",
        activations: isActive ? [place] : [],
      };
    }),
  }));
}
