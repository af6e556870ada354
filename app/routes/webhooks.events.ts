/** Shopify's Next Gen Events: signed and answered like webhooks, told apart from them by their headers. */
export { action, loader } from "./webhooks._index.ts";
