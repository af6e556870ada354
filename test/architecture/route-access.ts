/** How a request proves who it is. */
export type Access =
  /** A session token of the embedded app, whose shop is the only one that is read or changed. */
  | "session"
  /** Shopify's signature of the body. */
  | "signed-body"
  /** Shopify's signature of the query: its app proxy. */
  | "signed-query"
  /** A write key, kept as a hash. */
  | "write-key"
  /** The signature of the merchant's own Klaviyo account. */
  | "klaviyo-signature"
  /** Nobody: what comes is a claim, capped, and counts for little. */
  | "claim"
  /** Shopify's library alone: the way into the app. */
  | "library"
  /** Whoever reaches the port of operations, which no visitor does: it tells of the process, and names no shop. */
  | "operator"
  /** Anybody: it tells nothing of any shop. */
  | "public";

/** Every route of Remix by its file in app/routes. docs/security.md explains the kinds. */
export const ROUTE_ACCESS: Record<string, Access> = {
  "_index.tsx": "public",
  "app._index.tsx": "session",
  "app.activate.tsx": "session",
  "app.activity.tsx": "session",
  "app.customer-names.ts": "session",
  "app.customers.$customerId.tsx": "session",
  "app.customers._index.tsx": "session",
  "app.customers_.$customerId.file.ts": "session",
  "app.data-quality.tsx": "session",
  "app.data-quality_.stitching.ts": "session",
  "app.embed.ts": "session",
  "app.export.$list.ts": "session",
  "app.insights.tsx": "session",
  "app.live.ts": "session",
  "app.predictions.tsx": "session",
  "app.scoring-preview.ts": "session",
  "app.scoring-publish.ts": "session",
  "app.scoring.tsx": "session",
  "app.segment-preview.ts": "session",
  "app.segment-products.ts": "session",
  "app.segment-publish.ts": "session",
  "app.segment-rewind.ts": "session",
  "app.segments.$handle.tsx": "session",
  "app.segments.$handle_.edit.tsx": "session",
  "app.segments._index.tsx": "session",
  "app.segments.new.tsx": "session",
  "app.settings.tsx": "session",
  "app.shopify-segments.ts": "session",
  "app.sources.tsx": "session",
  "app.tsx": "session",
  "app_.deleted.tsx": "session",
  "auth.$.tsx": "library",
  "flow.actions.ts": "signed-body",
  "flow.triggers.ts": "signed-body",
  "webhooks.app.ts": "signed-body",
  "webhooks.privacy.ts": "signed-body",
};

/** What stands ahead of Remix in app/server.ts, as method and path. */
export const ENDPOINT_ACCESS: Record<string, Access> = {
  "GET /healthz": "public",
  "GET /readyz": "public",
  "POST /proxy/events": "signed-query",
  "POST /proxy/withdrawal": "signed-query",
  "POST /webhooks": "signed-body",
  "POST /webhooks/events": "signed-body",
  "OPTIONS /pixel/events": "public",
  "POST /pixel/events": "claim",
  "OPTIONS /v1/:call": "public",
  "POST /v1/:call": "write-key",
  "POST /klaviyo/:shopId": "klaviyo-signature",
};

/** What else app/server.ts puts into its way, and why it is no endpoint. */
export const SERVER_PARTS: Record<string, string> = {
  "ALL *": "Remix, whose routes stand above",
  "USE /assets": "built files",
  "USE compression": "packs what others answer",
  "USE express.static": "built files",
  "USE function": "closes connections of a process that ends; answers what failed",
};

/** What METRICS_PORT answers, as paths. operations.test.ts reads it: it tells no shop's name. */
export const OPERATIONS_ACCESS: Record<string, Access> = {
  "/metrics": "operator",
  "/healthz": "public",
  "/readyz": "public",
};
