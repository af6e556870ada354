/** What the app may do in a shop. shopify.app.toml carries the same list with the reasons: a test compares them. */
export const SCOPES = [
  "read_customers",
  "write_customers",
  "read_customer_merge",
  "read_orders",
  "read_all_orders",
  "read_products",
  "write_app_proxy",
  "write_pixels",
  "read_customer_events",
] as const;
