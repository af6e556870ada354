import type { Trust } from "./signals.ts";
import type { Instant } from "./time.ts";

/** The kinds of id under which a person can be known, the most certain first. */
export const IDENTITY_KINDS = [
  "customer",
  "user",
  "email",
  "phone",
  "order",
  "checkout",
  "cart",
  "session",
  "client",
] as const;

export type IdentityKind = (typeof IDENTITY_KINDS)[number];

/** One id of a person. `key` is the source's own id, a string always: Shopify's exceed 2^53. */
export interface IdentityRef {
  kind: IdentityKind;
  key: string;
}

/**
 * Why two ids are one person's, the most certain reason first: it is believed before the others,
 * whichever came first. `trust` says whose word it is.
 */
export const LINK_RULES = [
  /** Shopify made one customer of two: the only reason that joins two customers. From the kept one. */
  { reason: "merge", trust: "signed" },
  /** An order names its customer, cart and checkout. */
  { reason: "order", trust: "signed" },
  /** A checkout names its customer and cart. */
  { reason: "checkout", trust: "signed" },
  /** Shopify's signature on a request of the browser names the customer who is logged in. */
  { reason: "log-in", trust: "signed" },
  /** Shopify's record of a customer holds the address. */
  { reason: "address", trust: "signed" },
  /** The merchant's own server said so, by a secret key. */
  { reason: "identify", trust: "signed" },
  /** A message was sent to an address, and its sender's signature names who acted on it. */
  { reason: "message", trust: "signed" },
  /** The browser holds the cart. */
  { reason: "browse", trust: "claimed" },
  /** The browser is in the session. */
  { reason: "session", trust: "claimed" },
  /** The pixel said so: anybody can speak in its name. */
  { reason: "pixel", trust: "unsigned" },
  /** A browser or an app said so, by a key that anybody can read there. */
  { reason: "identify-client", trust: "unsigned" },
] as const satisfies readonly { reason: string; trust: Trust }[];

export type LinkReason = (typeof LINK_RULES)[number]["reason"];

const TRUSTS: ReadonlyMap<string, Trust> = new Map(
  LINK_RULES.map(({ reason, trust }) => [reason, trust]),
);

/** Whose word a reason is. */
export const trustOfReason = (reason: LinkReason): Trust => TRUSTS.get(reason) ?? "unsigned";

/** All reasons, the most certain first. */
export const LINK_REASONS: readonly LinkReason[] = LINK_RULES.map(({ reason }) => reason);

/** Two ids that one fact showed to be the same person, and the instant of that fact. */
export interface IdentityLink {
  from: IdentityRef;
  to: IdentityRef;
  reason: LinkReason;
  at: Instant;
}

/**
 * Most ids of a kind that one person may have; a link that would exceed it is refused. They stop what
 * no person does, such as one address that a till's staff gives for every customer, or a loop that
 * claims to be a customer from ever new browsers. A browser that clears its storage every week needs 52
 * a year. One customer: two are joined by Shopify's own merge alone.
 */
export const MOST_PER_PERSON: Record<IdentityKind, number> = {
  customer: 1,
  user: 5,
  email: 10,
  phone: 10,
  order: 20_000,
  checkout: 20_000,
  cart: 20_000,
  session: 20_000,
  client: 200,
};

// What programs send when they know nobody. As an id it would join strangers.
const PLACEHOLDER =
  /^(?:null|undefined|none|nil|n\/?a|nan|anonymous|anon|guest|unknown|not[ _-]?set|test|example|user|customer|default|true|false|\[object object\])$/i;
const ZEROS = /^[0\-_. ]*$/;

/** Whether an id names nobody: empty, zeros, or a program's word for "not known". */
export function isBlockedIdentity({ key }: IdentityRef): boolean {
  const bare = key.trim();
  return ZEROS.test(bare) || PLACEHOLDER.test(bare);
}
