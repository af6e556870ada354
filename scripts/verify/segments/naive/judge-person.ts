import type {
  ConsentAtom,
  RfmAtom,
  RfmGroupAtom,
  TagAtom,
} from "../../../../app/pipeline/segment/condition-tree.ts";
import { compares } from "./compare.ts";
import type { NaiveLook } from "./look.ts";
import { rfmAt } from "./rfm.ts";

export function judgeConsent(atom: ConsentAtom, { profile, at }: NaiveLook): boolean {
  const told = profile.history.consents.filter(
    (consent) => consent.channel === atom.channel && consent.at <= at,
  );
  const state = told.at(-1)?.state ?? "unknown";
  const isNone = state === "redacted" || state === "invalid";
  return atom.states.some((wanted) => wanted === (isNone ? "not_subscribed" : state));
}

export function judgeTag(atom: TagAtom, { profile, at }: NaiveLook): boolean {
  const wanted = atom.tag.toLowerCase();
  const told = profile.history.tags.filter(
    (change) => change.tag.toLowerCase() === wanted && change.at <= at,
  );
  return told.at(-1)?.change === "added";
}

export function judgeRfm(atom: RfmAtom, { shop, profile, at }: NaiveLook): boolean {
  const rfm = rfmAt(profile.history.orders, shop.benchmarks(at), at);
  return rfm !== null && compares(rfm[atom.axis], atom.comparison, atom.fifth);
}

export function judgeRfmGroup(atom: RfmGroupAtom, { shop, profile, at }: NaiveLook): boolean {
  const rfm = rfmAt(profile.history.orders, shop.benchmarks(at), at);
  return rfm !== null && atom.groups.includes(rfm.group);
}
