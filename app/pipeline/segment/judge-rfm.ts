import { compare } from "./compare.ts";
import type { RfmAtom, RfmGroupAtom } from "./condition-tree.ts";
import type { Prepared } from "./prepare.ts";
import { lasting } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";
import { describeRelation } from "./words.ts";

const NO_CLASS = {
  "no-orders-yet": "there is no order yet",
  "too-few-customers": "the shop has too few customers to compare with",
};

/** A class changes with the customer's orders and at midnights, and never by the passing of time between. */
export function judgeRfm(atom: RfmAtom, prepared: Prepared): Verdict {
  const rfm = prepared.rfm();
  if (rfm.group === null) return lasting(false, () => NO_CLASS[rfm.reason]);
  const fifth = rfm[atom.axis];
  const met = compare(fifth, atom.comparison, atom.fifth);
  return lasting(
    met,
    () => `${atom.axis} is ${fifth} of 5, ${describeRelation(atom.comparison, met)} ${atom.fifth}`,
  );
}

export function judgeRfmGroup(atom: RfmGroupAtom, prepared: Prepared): Verdict {
  const rfm = prepared.rfm();
  if (rfm.group === null) return lasting(false, () => NO_CLASS[rfm.reason]);
  const { group } = rfm;
  return lasting(
    atom.groups.includes(group),
    () => `the RFM group is "${group.replaceAll("-", " ")}"`,
  );
}
