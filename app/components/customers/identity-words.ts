import type { IdentityKind, LinkReason } from "../../pipeline/shared/identities.ts";
import type { Words } from "../words/use-words.ts";

const REASONS: Record<LinkReason, true> = {
  merge: true,
  order: true,
  checkout: true,
  "log-in": true,
  address: true,
  identify: true,
  message: true,
  browse: true,
  session: true,
  pixel: true,
  "identify-client": true,
};

/** What kind of id it is. */
export const kindWords = ({ t }: Words<"customers">, kind: IdentityKind): string =>
  t(`identity.kind.${kind}`);

/** What showed that two ids are one person's; a reason that is not known any more as it was stored. */
export function reasonWords({ t }: Words<"customers">, reason: string): string {
  return isKnownReason(reason) ? t(`identity.reason.${reason}`) : reason.replaceAll("-", " ");
}

const isKnownReason = (reason: string): reason is LinkReason => Object.hasOwn(REASONS, reason);
