import { z } from "zod";
import { findKlaviyoEvent } from "../shared/event-names.ts";
import { IDENTITY_KINDS } from "../shared/identities.ts";
import { instantField, textField } from "./fields.ts";

/** One event of Klaviyo's webhooks, as stored. */
export const KlaviyoEventWireSchema = z.object({
  /** Klaviyo's id of the event, the same in every delivery. */
  eventId: z.string().regex(/^[\w-]{1,64}$/, "expected an id"),
  topic: z
    .string()
    .refine((topic) => findKlaviyoEvent(topic) !== undefined, "expected a known topic"),
  occurredAt: instantField.nullable(),
  ids: z.array(z.object({ kind: z.enum(IDENTITY_KINDS), key: textField })).min(1),
  campaign: textField.nullable(),
});

export type KlaviyoEventWire = z.output<typeof KlaviyoEventWireSchema>;
