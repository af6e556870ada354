import { judgeCondition } from "../../../../app/pipeline/segment/judge-condition.ts";
import type { Prepared, SettledMembership } from "../../../../app/pipeline/segment/prepare.ts";
import {
  NEVER_MEMBER,
  settleMembership,
} from "../../../../app/pipeline/segment/settle-membership.ts";
import type { Definition } from "../definition.ts";
import type { ProfileHistory } from "../simulate/profile-histories.ts";
import { changesOfShop } from "../simulate/merged-orders.ts";
import type { World } from "../simulate/world.ts";
import { productsOf } from "../simulate/world.ts";
import type { Change } from "../steps.ts";
import { needsOf } from "./needs.ts";
import type { Needs } from "./needs.ts";
import { preparedOf } from "./prepare-profile.ts";
import type { ShopAt } from "./shop-at.ts";

/** What the product made of one membership. */
export interface Followed {
  changes: readonly Change[];
  /** The due-times it computed itself and looked again at, whether or not something changed. */
  dues: readonly number[];
  /** Every look's outcome with the flip that it foretold. */
  looks: readonly { at: number; settled: SettledMembership }[];
}

/**
 * Follows a profile as the scoring loop does, with a clock that jumps from look to look: at every telling, at
 * changes of the shop and of goods where these decide, and at each due-time that the look before computed. Segment by
 * segment, so that the due-time of one hides no mistake in that of another.
 */
export function followProfile(
  history: ProfileHistory,
  { definitions, world, shop }: { definitions: readonly Definition[]; world: World; shop: ShopAt },
): Map<string, Followed> {
  const prepared = preparedOf(history, { world, shop });
  const followed = new Map<string, Followed>();
  const needs = new Map<string, Needs>();
  const goods = changesOfGoods(history, world);
  const changes = changesOfShop(world).filter((at) => at >= history.from && at < history.until);
  for (const definition of definitions) {
    const need = needsOf(definition, needs);
    needs.set(definition.handle, need);
    const told = new Set(history.tellings);
    if (need.shop) changes.forEach((at) => told.add(at));
    if (need.catalog) goods.forEach((at) => told.add(at));
    const instants = [...told].sort((a, b) => a - b);
    const settle = (at: number, state: typeof NEVER_MEMBER): SettledMembership =>
      settleAt({ definition, prepared: prepared(at), followed, previous: state });
    followed.set(definition.handle, followOne({ instants, until: history.until, settle }));
  }
  return followed;
}

/** No profile has so many in simulated months: a due-time leads to itself. */
const MOST_LOOKS = 100_000;

function followOne(input: {
  instants: readonly number[];
  until: number;
  settle: (at: number, state: typeof NEVER_MEMBER) => SettledMembership;
}): Followed {
  const { instants, until, settle } = input;
  const changes: Change[] = [];
  const dues: number[] = [];
  const looks: { at: number; settled: SettledMembership }[] = [];
  let state = NEVER_MEMBER;
  let next = 0;
  let at = instants[0] ?? until;
  while (at < until) {
    const settled = settle(at, state);
    if (settled.member !== state.member) changes.push({ at, member: settled.member });
    state = { member: settled.member, since: settled.since };
    looks.push({ at, settled });
    if (looks.length > MOST_LOOKS) throw new Error(`looked at again and again until ${at}`);
    while ((instants[next] ?? Infinity) <= at) next += 1;
    const told = instants[next] ?? Infinity;
    const due = Math.max(at + 1, settled.flipsAt(Infinity));
    if (due < told && due < until) dues.push(due);
    at = Math.min(told, due);
  }
  return { changes, dues, looks };
}

function settleAt(input: {
  definition: Definition;
  prepared: Prepared;
  followed: ReadonlyMap<string, Followed>;
  previous: typeof NEVER_MEMBER;
}): SettledMembership {
  const { definition, followed, previous } = input;
  const { asOf } = input.prepared;
  const settled: Prepared["settled"] = new Map();
  for (const handle of handlesIn(definition)) {
    const look = lastLook(followed.get(handle)?.looks ?? [], asOf);
    if (look !== undefined) settled.set(handle, look);
  }
  const prepared = { ...input.prepared, settled };
  const { condition, leaveWhen } = definition;
  const { member, since, flipsAt } = settleMembership({
    previous,
    rule: definition,
    enter: judgeCondition(condition, prepared),
    leave: leaveWhen === null ? null : judgeCondition(leaveWhen, prepared),
    asOf,
  });
  const flip = flipsAt(Infinity);
  return { member, since, flipsAt: () => flip };
}

function lastLook(looks: Followed["looks"], at: number): SettledMembership | undefined {
  return looks.findLast((look) => look.at <= at)?.settled;
}

const handles = new WeakMap<Definition, string[]>();

/** The segments that a definition names. */
function handlesIn(definition: Definition): string[] {
  const known = handles.get(definition);
  if (known !== undefined) return known;
  const text = JSON.stringify([definition.condition, definition.leaveWhen]);
  const found = [...text.matchAll(/"kind":"segment","handle":"([^"]+)"/g)].flatMap(
    ([, handle]) => handle ?? [],
  );
  handles.set(definition, found);
  return found;
}

/** When something is told of goods that the profile has to do with. */
function changesOfGoods({ signals, orders, from, until }: ProfileHistory, world: World): number[] {
  const ids = new Set([
    ...signals.map(({ about }) => about),
    ...orders.flatMap((order) => productsOf(order).map((id) => `product:${id}`)),
  ]);
  return world.prices
    .filter(({ productId, at }) => ids.has(`product:${productId}`) && at > from && at < until)
    .map(({ at }) => at);
}
