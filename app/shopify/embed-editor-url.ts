/** The block of extensions/kindling-storefront that the theme editor is to switch on. */
const EMBED_BLOCK = "kindling";

/**
 * Where a merchant activates the theme's embed: the theme editor of the published theme, with the embed
 * already chosen. Only a person may do this, and only there.
 */
export function embedEditorUrl({ domain, clientId }: { domain: string; clientId: string }): string {
  const url = new URL(`https://${domain}/admin/themes/current/editor`);
  // The slash stands as it is in Shopify's own examples.
  url.search = `context=apps&activateAppId=${clientId}/${EMBED_BLOCK}`;
  return url.href;
}
