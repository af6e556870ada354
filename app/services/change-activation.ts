import type pg from "pg";
import { z } from "zod";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { retryActivity, type RetryActivityOutcome } from "./retry-activity.ts";
import { setKlaviyoKey, type SetKlaviyoKeyOutcome } from "./set-klaviyo-key.ts";
import { setMetafields, type SetMetafieldsOutcome } from "./set-metafields.ts";
import type { SealKeys } from "./seal-secret.ts";

/** What a merchant can change about what leaves Kindling, as a form sends it. */
export const ActivationChangeSchema = z.discriminatedUnion("change", [
  z.object({ change: z.literal("metafields"), isOn: z.enum(["true", "false"]) }),
  z.object({ change: z.literal("retry-metafields") }),
  /** An empty key is forgotten. */
  z.object({ change: z.literal("klaviyo-key"), key: z.string().max(250) }),
]);

export type ActivationChange = z.infer<typeof ActivationChangeSchema>;

export type ActivationChangeOutcome =
  | { change: "metafields"; result: SetMetafieldsOutcome }
  | { change: "retry-metafields"; result: RetryActivityOutcome }
  | { change: "klaviyo-key"; result: SetKlaviyoKeyOutcome };

/** Carries out one change of what a shop tells others. */
export async function changeActivation(options: {
  pool: pg.Pool;
  shopId: number;
  sealKeys: SealKeys;
  now: number;
  asked: ActivationChange;
}): Promise<ActivationChangeOutcome> {
  const { asked, ...shared } = options;
  const { change } = asked;
  switch (change) {
    case "metafields":
      return { change, result: await setMetafields({ ...shared, isOn: asked.isOn === "true" }) };
    case "retry-metafields":
      return { change, result: await retryActivity({ ...shared, asked: { retry: "metafields" } }) };
    case "klaviyo-key": {
      const key = asked.key === "" ? null : asked.key;
      return { change, result: await setKlaviyoKey({ ...shared, key }) };
    }
    default:
      return assertNever(change);
  }
}
