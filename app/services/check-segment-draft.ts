import { checkSegmentTags, type CheckedTags } from "../pipeline/activate/check-segment-tags.ts";
import { checkCondition } from "../pipeline/segment/check-condition.ts";
import type { Condition } from "../pipeline/segment/condition-tree.ts";
import { findCycle, referencesOf } from "../pipeline/segment/order-segments.ts";
import { readCondition } from "../pipeline/segment/read-condition.ts";
import type { ProblemMessage } from "../pipeline/segment/problem-message.ts";
import { readNullOr, readText, type Problem } from "../pipeline/segment/read-json.ts";
import type { Segment } from "../pipeline/segment/segments.ts";
import { DAY_MS } from "../pipeline/shared/time.ts";

/** A segment as a merchant has it before it is published; the conditions as JSON that nobody has read yet. */
export interface SegmentDraft {
  name: string;
  description: string;
  tag: string | null;
  condition: unknown;
  /** null: who does not meet the condition any more leaves. */
  leaveWhen: unknown;
  minimumStayMs: number;
  minimumAbsenceMs: number;
}

export type CheckedDraft =
  | { outcome: "sound"; segment: Segment }
  /** Each problem with its place in the draft. */
  | { outcome: "not-sound"; problems: Problem[] }
  | { outcome: "unknown-segments"; handles: string[] }
  /** The handles along the circle, the first once more at the end. */
  | { outcome: "cycle"; handles: string[] }
  /** With the reason in words. */
  | Exclude<CheckedTags, { outcome: "fine" }>;

const MAX_NAME_LENGTH = 100;
const MAX_DESCRIPTION_LENGTH = 500;
const HANDLE = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const MAX_HANDLE_LENGTH = 60;
/** Nobody means a stay of more than ten years. */
const LONGEST_MS = 3653 * DAY_MS;

/**
 * Whether a draft can be a segment of a shop beside its others.
 * @param others as last published, without the one that the draft is of
 */
export function checkSegmentDraft(input: {
  handle: string;
  draft: SegmentDraft;
  others: readonly Segment[];
  tagPrefix: string;
}): CheckedDraft {
  const { handle, draft, others, tagPrefix } = input;
  const problems = checkFields(handle, draft);
  const at = { tagPrefix, problems };
  const condition = read(draft.condition, { ...at, place: "condition" });
  const leaveWhen =
    draft.leaveWhen === null ? null : read(draft.leaveWhen, { ...at, place: "leaveWhen" });
  if (problems.length > 0 || condition === undefined || leaveWhen === undefined) {
    return { outcome: "not-sound", problems };
  }
  const { name, description, tag, minimumStayMs, minimumAbsenceMs } = draft;
  const segment = {
    ...{ handle, name: name.trim(), description: description.trim(), tag: tag?.trim() ?? null },
    ...{ condition, leaveWhen, minimumStayMs, minimumAbsenceMs },
  };
  return checkBesideOthers(segment, { others, tagPrefix });
}

function checkBesideOthers(
  segment: Segment,
  { others, tagPrefix }: { others: readonly Segment[]; tagPrefix: string },
): CheckedDraft {
  const known = new Set([segment.handle, ...others.map(({ handle }) => handle)]);
  const unknown = referencesOf(segment).filter((handle) => !known.has(handle));
  if (unknown.length > 0) return { outcome: "unknown-segments", handles: unknown };
  const cycle = findCycle([segment, ...others]);
  if (cycle !== null) return { outcome: "cycle", handles: cycle };
  const tags = checkSegmentTags({ segments: [...others, segment], prefix: tagPrefix });
  return tags.outcome === "fine" ? { outcome: "sound", segment } : tags;
}

function checkFields(handle: string, draft: SegmentDraft): Problem[] {
  const { name, description } = draft;
  const isHandle = HANDLE.test(handle) && handle.length <= MAX_HANDLE_LENGTH;
  const checks: [holds: boolean, path: string, message: ProblemMessage][] = [
    [isHandle, "handle", { code: "handle", most: MAX_HANDLE_LENGTH }],
    [name.trim() !== "", "name", { code: "no-name" }],
    [name.length <= MAX_NAME_LENGTH, "name", { code: "name-too-long", most: MAX_NAME_LENGTH }],
    [
      description.length <= MAX_DESCRIPTION_LENGTH,
      "description",
      { code: "description-too-long", most: MAX_DESCRIPTION_LENGTH },
    ],
    ...(["minimumStayMs", "minimumAbsenceMs"] as const).map(
      (path): [boolean, string, ProblemMessage] => [isTime(draft[path]), path, { code: "stay" }],
    ),
  ];
  const problems = checks.flatMap(([holds, path, message]) => (holds ? [] : [{ path, message }]));
  readText(name, "name", problems);
  readText(description, "description", problems);
  readNullOr(readText)(draft.tag, "tag", problems);
  return problems;
}

const isTime = (ms: number): boolean => Number.isInteger(ms) && ms >= 0 && ms <= LONGEST_MS;

/** A condition that can be read and makes sense; whether the segments that it names exist is asked of all together. */
function read(
  json: unknown,
  at: { place: "condition" | "leaveWhen"; tagPrefix: string; problems: Problem[] },
): Condition | undefined {
  const { place, tagPrefix, problems } = at;
  const found = readCondition(json);
  const wrong =
    found.outcome === "refused"
      ? found.problems
      : checkCondition(found.condition, {
          segments: referencesOf({ condition: found.condition, leaveWhen: null }),
          tagPrefix,
        });
  for (const { path, message } of wrong) problems.push({ path: join(place, path), message });
  return found.outcome === "read" ? found.condition : undefined;
}

const join = (place: string, path: string): string => (path === "" ? place : `${place}.${path}`);
