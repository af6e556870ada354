/** Under which Shopify compares tags: it ignores case, and blanks at the ends. */
export const tagKey = (tag: string): string => tag.trim().toLowerCase();
