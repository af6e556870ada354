import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  appendTo,
  asGroup,
  canUnwrap,
  conditionAt,
  fromGroup,
  isGroup,
  moveAt,
  moveTo,
  removeAt,
  replaceAt,
  unwrapAt,
  wrapAt,
  type GroupKind,
  type Path,
} from "../../../../app/components/segments/editor/edit-tree.ts";
import type { Condition } from "../../../../app/pipeline/segment/condition-tree.ts";

const tag = (name: string): Condition => ({ kind: "tag", tag: name });

/** Trees of tags, every leaf with a name of its own, so that a lost or doubled one is seen. */
const anyTree: fc.Arbitrary<Condition> = fc
  .letrec<{ tree: Condition; group: Condition }>((tie) => ({
    tree: fc.oneof({ depthSize: "small" }, fc.constant(tag("")), tie("group")),
    group: fc.record({
      kind: fc.constantFrom<GroupKind>("all", "any", "none"),
      of: fc.array(tie("tree"), { maxLength: 4 }),
    }),
  }))
  .group.map((tree) => {
    let count = 0;
    const name = (condition: Condition): Condition =>
      isGroup(condition) ? { ...condition, of: condition.of.map(name) } : tag(`t${(count += 1)}`);
    return name(tree);
  });

const leavesOf = (condition: Condition): string[] => {
  if (isGroup(condition)) return condition.of.flatMap(leavesOf);
  return condition.kind === "tag" ? [condition.tag] : [];
};

const pathsOf = (condition: Condition, path: Path = []): Path[] => [
  path,
  ...(isGroup(condition)
    ? condition.of.flatMap((child, place) => pathsOf(child, [...path, place]))
    : []),
];

const treeAndPath = anyTree.chain((tree) =>
  fc.tuple(fc.constant(tree), fc.constantFrom(...pathsOf(tree))),
);

/** What a tree says of somebody who has these tags. */
function isMet(condition: Condition, tags: ReadonlySet<string>): boolean {
  switch (condition.kind) {
    case "all":
      return condition.of.every((part) => isMet(part, tags));
    case "any":
      return condition.of.some((part) => isMet(part, tags));
    case "none":
      return !condition.of.some((part) => isMet(part, tags));
    default:
      return condition.kind === "tag" && tags.has(condition.tag);
  }
}

describe("editing a tree", () => {
  test("replaces what stands at the path and nothing else", () => {
    fc.assert(
      fc.property(treeAndPath, ([tree, path]) => {
        const changed = replaceAt(tree, path, tag("new"));
        expect(conditionAt(changed, path)).toEqual(tag("new"));
        const [before, after] = [conditionAt(tree, path), conditionAt(changed, path)];
        expect(before === null || after === null).toBe(false);
        expect(replaceAt(changed, path, before ?? tag(""))).toEqual(tree);
      }),
    );
  });

  test("removes what stands at the path and nothing else", () => {
    fc.assert(
      fc.property(treeAndPath, ([tree, path]) => {
        const removed = conditionAt(tree, path);
        const gone = new Set(removed === null ? [] : leavesOf(removed));
        expect(leavesOf(removeAt(tree, path))).toEqual(
          leavesOf(tree).filter((leaf) => !gone.has(leaf)),
        );
      }),
    );
  });

  test("moves there and back, and loses nothing at the ends", () => {
    fc.assert(
      fc.property(treeAndPath, fc.constantFrom(-1 as const, 1 as const), ([tree, path], by) => {
        const moved = moveAt(tree, path, by);
        expect(leavesOf(moved).toSorted()).toEqual(leavesOf(tree).toSorted());
        const place = path.at(-1);
        if (moved === tree || place === undefined) return;
        const target = [...path.slice(0, -1), place + by];
        if (conditionAt(tree, target) === null) expect(moved).toEqual(tree);
        else {
          expect(conditionAt(moved, target)).toEqual(conditionAt(tree, path));
          expect(moveAt(moved, target, by === 1 ? -1 : 1)).toEqual(tree);
        }
      }),
    );
  });

  test("takes out of a group only where the meaning stays", () => {
    fc.assert(
      fc.property(treeAndPath, fc.infiniteStream(fc.boolean()), ([tree, path], coin) => {
        const changed = unwrapAt(tree, path);
        if (!canUnwrap(tree, path)) expect(changed).toEqual(tree);
        const tags = new Set(leavesOf(tree).filter(() => coin.next().value === true));
        expect(isMet(changed, tags)).toBe(isMet(tree, tags));
      }),
    );
  });

  test("takes out of a group what was put into one", () => {
    fc.assert(
      fc.property(treeAndPath, fc.constantFrom("all" as const, "any" as const), (at, kind) => {
        const [tree, path] = at;
        const wrapped = wrapAt(tree, path, kind);
        expect(conditionAt(wrapped, [...path, 0])).toEqual(conditionAt(tree, path));
        if (path.length > 0) expect(unwrapAt(wrapped, path)).toEqual(tree);
      }),
    );
  });

  test("adds at the end of the group", () => {
    const tree: Condition = { kind: "all", of: [tag("a"), { kind: "any", of: [tag("b")] }] };
    expect(appendTo(tree, [1], tag("c"))).toEqual({
      kind: "all",
      of: [tag("a"), { kind: "any", of: [tag("b"), tag("c")] }],
    });
    expect(appendTo(tree, [7], tag("c"))).toBe(tree);
    expect(removeAt(tree, [])).toEqual({ kind: "all", of: [] });
  });

  test("shows a single condition as a list of one, and gives it back as it was", () => {
    expect(asGroup(tag("a"))).toEqual({ kind: "all", of: [tag("a")] });
    expect(fromGroup(asGroup(tag("a")))).toEqual(tag("a"));
    // A group that was just put into the list must not take the place of the list.
    const nested: Condition = { kind: "all", of: [{ kind: "any", of: [] }] };
    expect(fromGroup(nested)).toBe(nested);
    expect(fromGroup({ kind: "none", of: [tag("a")] })).toEqual({ kind: "none", of: [tag("a")] });
  });
});

test("a dragged condition stands where it was dropped, and nothing else is lost or changes its order", () => {
  const leaf = (tag: string): Condition => ({ kind: "tag", tag });
  const tree: Condition = {
    kind: "all",
    of: [leaf("a"), { kind: "any", of: [leaf("b"), leaf("c")] }, leaf("d")],
  };
  const tags = (condition: Condition): unknown =>
    condition.kind === "tag" ? condition.tag : "of" in condition ? condition.of : null;
  const told = (condition: Condition): string =>
    JSON.stringify(condition, (_, part: unknown) =>
      typeof part === "object" && part !== null && "kind" in part ? tags(part as Condition) : part,
    );
  expect(told(moveTo(tree, [0], [2]))).toBe('[["b","c"],"d","a"]');
  expect(told(moveTo(tree, [2], [0]))).toBe('["d","a",["b","c"]]');
  expect(told(moveTo(tree, [0], [1, 1]))).toBe('[["b","a","c"],"d"]');
  expect(told(moveTo(tree, [1, 0], [2]))).toBe('["a",["c"],"b","d"]');
  // A group does not go into itself, and nothing goes where nothing is.
  expect(moveTo(tree, [1], [1, 0])).toBe(tree);
  expect(moveTo(tree, [1], [1])).toBe(tree);
  expect(moveTo(tree, [0], [7])).toBe(tree);
});
