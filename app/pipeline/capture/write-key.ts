/** Where a write key stands: on the merchant's server, or in a browser or app, where anybody can read it. */
export const WRITE_KEY_KINDS = ["server", "client"] as const;

export type WriteKeyKind = (typeof WRITE_KEY_KINDS)[number];

/** What `userId` holds in the events of a key: Shopify's customer id, or an id of the merchant's own. */
export const USER_ID_MEANINGS = ["customer", "user"] as const;

export type UserIdMeaning = (typeof USER_ID_MEANINGS)[number];
