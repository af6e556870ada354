/** The version of the Admin API that the code speaks. shopify.app.toml carries the same: a test compares them. */
export const API_VERSION = "2026-10";
