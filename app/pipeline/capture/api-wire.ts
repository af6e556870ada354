import { z } from "zod";
import { foldEventName, NAMED_EVENTS } from "../shared/event-names.ts";
import { IDENTITY_KINDS } from "../shared/identities.ts";
import { instantField, optionalIdField, textField } from "./fields.ts";
import { WRITE_KEY_KINDS } from "./write-key.ts";

/** What a message of the HTTP API can say to us. `group` is taken and says nothing. */
export const API_MESSAGE_TYPES = ["identify", "track", "page", "screen", "alias"] as const;

export type ApiMessageType = (typeof API_MESSAGE_TYPES)[number];

const NAMES = new Set(NAMED_EVENTS.map(({ name }) => foldEventName(name)));

/**
 * A message as stored. Its ids stand as the identities that they are: what `userId` holds depends on
 * the write key, and an address on whether the shop matches addresses, both at the time of arrival.
 */
export const ApiMessageWireSchema = z.object({
  /** A digest of the sender's own: that one may hold anything. */
  messageId: z.string().regex(/^[\w-]{20,64}$/, "expected a digest"),
  key: z.enum(WRITE_KEY_KINDS),
  type: z.enum(API_MESSAGE_TYPES),
  /** The folded name of an event that `event-names.ts` knows; null for other types than track. */
  event: z
    .string()
    .refine((name) => NAMES.has(name), "expected a known name")
    .nullable(),
  /** By the sender's clock; null: when it arrived. */
  timestamp: instantField.nullable(),
  /** By the same clock; null: the timestamp needs no correction. */
  sentAt: instantField.nullable(),
  ids: z.array(z.object({ kind: z.enum(IDENTITY_KINDS), key: textField })).min(1),
  productId: optionalIdField,
  campaign: textField.nullable(),
  /** What the address said of the channel, at the visit that a page or screen is. */
  visit: z
    .object({ source: textField.nullable(), medium: textField.nullable() })
    .nullable()
    .default(null),
});

export type ApiMessageWire = z.output<typeof ApiMessageWireSchema>;
