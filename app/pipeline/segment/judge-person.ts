import type { ConsentAtom, ConsentState, PersonAtom, TagAtom } from "./condition-tree.ts";
import type { Prepared } from "./prepare.ts";
import { lasting } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** What others say of a person changes when they say so. */
export function judgePerson(atom: PersonAtom, { person }: Prepared): Verdict {
  const is = person.customerId === null ? "visitor" : "customer";
  return lasting(is === atom.is, () => ({ kind: "person", is }));
}

export function judgeConsent(atom: ConsentAtom, { person }: Prepared): Verdict {
  const state = readConsent(person.customerId === null ? null : person.consents[atom.channel]);
  const { channel, states } = atom;
  return lasting(states.includes(state), () => ({ kind: "consent", channel, state }));
}

const STATES: ReadonlyMap<string, ConsentState> = new Map([
  ["subscribed", "subscribed"],
  ["unsubscribed", "unsubscribed"],
  ["pending", "pending"],
]);

/** Shopify's word in any case. An address that is invalid or redacted cannot be written to; none told is unknown. */
export function readConsent(told: string | null): ConsentState {
  if (told === null) return "unknown";
  return STATES.get(told.toLowerCase()) ?? "not_subscribed";
}

/** Shopify tells tags apart without regard to case. */
export function judgeTag(atom: TagAtom, { person }: Prepared): Verdict {
  const met = person.tags.some((tag) => keyOf(tag) === keyOf(atom.tag));
  return lasting(met, () => ({ kind: "tag", tag: atom.tag, met }));
}

const keyOf = (tag: string): string => tag.trim().toLowerCase();
