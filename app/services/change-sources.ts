import type pg from "pg";
import { z } from "zod";
import { USER_ID_MEANINGS, WRITE_KEY_KINDS } from "../pipeline/capture/write-key.ts";
import { assertNever } from "../pipeline/shared/outcome.ts";
import { connectKlaviyo, type ConnectKlaviyoOutcome } from "./connect-klaviyo.ts";
import { createWriteKey, type CreateWriteKeyOutcome } from "./create-write-key.ts";
import { disconnectKlaviyo, type DisconnectKlaviyoOutcome } from "./disconnect-klaviyo.ts";
import { revokeWriteKey, type RevokeWriteKeyOutcome } from "./revoke-write-key.ts";
import { setAddressMatching, type SetAddressMatchingOutcome } from "./set-address-matching.ts";
import type { SealKeys } from "./seal-secret.ts";

/** What a merchant can change about where events come from, as a form sends it. */
export const SourceChangeSchema = z.discriminatedUnion("change", [
  z.object({
    change: z.literal("create-key"),
    name: z.string(),
    kind: z.enum(WRITE_KEY_KINDS),
    userIdIs: z.enum(USER_ID_MEANINGS),
  }),
  z.object({ change: z.literal("revoke-key"), writeKeyId: z.coerce.number().int() }),
  z.object({ change: z.literal("connect-klaviyo") }),
  z.object({ change: z.literal("disconnect-klaviyo") }),
  z.object({ change: z.literal("match-addresses"), isOn: z.enum(["true", "false"]) }),
]);

export type SourceChange = z.infer<typeof SourceChangeSchema>;

export type SourceChangeOutcome =
  | { change: "create-key"; result: CreateWriteKeyOutcome }
  | { change: "revoke-key"; result: RevokeWriteKeyOutcome }
  | { change: "connect-klaviyo"; result: ConnectKlaviyoOutcome }
  | { change: "disconnect-klaviyo"; result: DisconnectKlaviyoOutcome }
  | { change: "match-addresses"; result: SetAddressMatchingOutcome };

/** Carries out one change of a shop's sources. */
export async function changeSources(options: {
  pool: pg.Pool;
  shopId: number;
  sealKeys: SealKeys;
  now: number;
  asked: SourceChange;
}): Promise<SourceChangeOutcome> {
  const { asked, ...shared } = options;
  const { change } = asked;
  switch (change) {
    case "create-key":
      return { change, result: await createWriteKey({ ...shared, ...asked }) };
    case "revoke-key":
      return { change, result: await revokeWriteKey({ ...shared, ...asked }) };
    case "connect-klaviyo":
      return { change, result: await connectKlaviyo({ ...shared, secret: null }) };
    case "disconnect-klaviyo":
      return { change, result: await disconnectKlaviyo(shared) };
    case "match-addresses":
      return {
        change,
        result: await setAddressMatching({ ...shared, isOn: asked.isOn === "true" }),
      };
    default:
      return assertNever(change);
  }
}
