import type { Condition } from "../../../pipeline/segment/condition-tree.ts";

/** Where a condition stands in a tree: its place in each list on the way down. The root's path is empty. */
export type Path = readonly number[];

/** A condition that is made of others. */
export type Group = Extract<Condition, { of: readonly Condition[] } & { kind: GroupKind }>;

export type GroupKind = "all" | "any" | "none";

export const isGroup = (condition: Condition): condition is Group =>
  condition.kind === "all" || condition.kind === "any" || condition.kind === "none";

/** The condition at a path; null where the tree has none. */
export function conditionAt(root: Condition, path: Path): Condition | null {
  const [place, ...rest] = path;
  if (place === undefined) return root;
  const child = isGroup(root) ? root.of[place] : undefined;
  return child === undefined ? null : conditionAt(child, rest);
}

/** The tree with another condition at a path; as it was where the tree has no such path. */
export function replaceAt(root: Condition, path: Path, next: Condition): Condition {
  const [place, ...rest] = path;
  if (place === undefined) return next;
  return changeMembers(root, (members) => {
    const child = members[place];
    return child === undefined ? members : members.with(place, replaceAt(child, rest, next));
  });
}

/** The tree with one more condition at the end of the group at a path. */
export function appendTo(root: Condition, groupPath: Path, added: Condition): Condition {
  return changeAt(root, groupPath, (group) =>
    changeMembers(group, (members) => [...members, added]),
  );
}

/** The tree without the condition at a path. Without its root a tree is "all of nothing", which everybody meets. */
export function removeAt(root: Condition, path: Path): Condition {
  const place = path.at(-1);
  if (place === undefined) return { kind: "all", of: [] };
  return changeAt(root, path.slice(0, -1), (group) =>
    changeMembers(group, (members) => members.filter((_, index) => index !== place)),
  );
}

/** The tree with the condition at a path moved by one place among its neighbors; as it was at the end of its list. */
export function moveAt(root: Condition, path: Path, by: -1 | 1): Condition {
  const place = path.at(-1);
  if (place === undefined) return root;
  return changeAt(root, path.slice(0, -1), (group) =>
    changeMembers(group, (members) => {
      const [moved, neighbor] = [members[place], members[place + by]];
      if (moved === undefined || neighbor === undefined) return members;
      return members.with(place, neighbor).with(place + by, moved);
    }),
  );
}

/**
 * The tree with the condition at a path moved to the place of another one, which may be in another group. As it was
 * where that would put a group into itself.
 */
export function moveTo(root: Condition, from: Path, to: Path): Condition {
  const moved = conditionAt(root, from);
  const isWithin = from.every((place, depth) => to[depth] === place);
  if (moved === null || conditionAt(root, to) === null || from.length === 0 || isWithin)
    return root;
  const place = to.at(-1);
  if (place === undefined) return root;
  // Marked, taken out of its old place last: until then both paths hold.
  const mark: Condition = { kind: "any", of: [] };
  const marked = replaceAt(root, from, mark);
  const isLater =
    from.length === to.length &&
    from.slice(0, -1).every((each, depth) => to[depth] === each) &&
    (from.at(-1) ?? 0) < place;
  const put = changeAt(marked, to.slice(0, -1), (group) =>
    changeMembers(group, (members) => members.toSpliced(isLater ? place + 1 : place, 0, moved)),
  );
  return withoutMember(put, mark);
}

/** The tree with the condition at a path put into a new group of its own. */
export function wrapAt(root: Condition, path: Path, kind: GroupKind): Condition {
  return changeAt(root, path, (condition) => ({ kind, of: [condition] }));
}

/** Whether a group can give way to its members without a change of meaning. */
export function canUnwrap(root: Condition, path: Path): boolean {
  const group = conditionAt(root, path);
  const parent = path.length === 0 ? null : conditionAt(root, path.slice(0, -1));
  if (group === null || !isGroup(group) || parent === null || group.kind === "none") return false;
  return group.of.length === 1 || group.kind === parent.kind;
}

/** The tree with a group's members in the group's place; as it was where that would change the meaning. */
export function unwrapAt(root: Condition, path: Path): Condition {
  const group = conditionAt(root, path);
  const place = path.at(-1);
  if (place === undefined || group === null || !isGroup(group) || !canUnwrap(root, path)) {
    return root;
  }
  return changeAt(root, path.slice(0, -1), (parent) =>
    changeMembers(parent, (members) => members.toSpliced(place, 1, ...group.of)),
  );
}

/** The root as the form shows it: always a group, so that there is a list to add to. */
export const asGroup = (root: Condition): Group =>
  isGroup(root) ? root : { kind: "all", of: [root] };

/** The contrary of `asGroup`: all or any of one single condition is that condition. */
export function fromGroup(root: Condition): Condition {
  if (!isGroup(root) || root.kind === "none" || root.of.length !== 1) return root;
  const [only] = root.of;
  return only === undefined || isGroup(only) ? root : only;
}

/** The tree without one condition, known by being the same object. */
const withoutMember = (root: Condition, gone: Condition): Condition =>
  changeMembers(root, (members) =>
    members.filter((member) => member !== gone).map((member) => withoutMember(member, gone)),
  );

function changeAt(
  root: Condition,
  path: Path,
  change: (condition: Condition) => Condition,
): Condition {
  const condition = conditionAt(root, path);
  return condition === null ? root : replaceAt(root, path, change(condition));
}

function changeMembers(
  condition: Condition,
  change: (members: readonly Condition[]) => readonly Condition[],
): Condition {
  return isGroup(condition) ? { ...condition, of: change(condition.of) } : condition;
}
