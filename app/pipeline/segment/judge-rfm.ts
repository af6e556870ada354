import { compare } from "./compare.ts";
import type { RfmAtom, RfmGroupAtom } from "./condition-tree.ts";
import type { Prepared } from "./prepare.ts";
import { relate } from "./relate.ts";
import { lasting } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** A class changes with the customer's orders and at midnights, and never by the passing of time between. */
export function judgeRfm(atom: RfmAtom, prepared: Prepared): Verdict {
  const rfm = prepared.rfm();
  if (rfm.group === null) return lasting(false, () => ({ kind: "rfm-unknown", why: rfm.reason }));
  const { axis, comparison, fifth: limit } = atom;
  const fifth = rfm[axis];
  const met = compare(fifth, comparison, limit);
  const relation = relate(comparison, met);
  return lasting(met, () => ({ kind: "rfm", axis, fifth, relation, limit }));
}

export function judgeRfmGroup(atom: RfmGroupAtom, prepared: Prepared): Verdict {
  const rfm = prepared.rfm();
  if (rfm.group === null) return lasting(false, () => ({ kind: "rfm-unknown", why: rfm.reason }));
  const { group } = rfm;
  return lasting(atom.groups.includes(group), () => ({ kind: "rfm-group", group }));
}
