import { MAX_SEGMENTS_WITH_TAG } from "../pipeline/activate/tag-plan.ts";
import { findCycle, referencesOf } from "../pipeline/segment/order-segments.ts";
import { readCondition } from "../pipeline/segment/read-condition.ts";
import type { Problem } from "../pipeline/segment/read-json.ts";
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
  | { outcome: "too-many-tags"; most: number }
  /** Shopify would take its tag for that of this segment. */
  | { outcome: "same-tag"; handle: string };

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
}): CheckedDraft {
  const { handle, draft, others } = input;
  const problems = checkFields(handle, draft);
  const condition = read(draft.condition, "condition", problems);
  const leaveWhen = draft.leaveWhen === null ? null : read(draft.leaveWhen, "leaveWhen", problems);
  if (problems.length > 0 || condition === undefined || leaveWhen === undefined) {
    return { outcome: "not-sound", problems };
  }
  const { name, description, tag, minimumStayMs, minimumAbsenceMs } = draft;
  const segment = {
    ...{ handle, name: name.trim(), description: description.trim(), tag: tag?.trim() ?? null },
    ...{ condition, leaveWhen, minimumStayMs, minimumAbsenceMs },
  };
  return checkBesideOthers(segment, others);
}

function checkBesideOthers(segment: Segment, others: readonly Segment[]): CheckedDraft {
  const known = new Set([segment.handle, ...others.map(({ handle }) => handle)]);
  const unknown = referencesOf(segment).filter((handle) => !known.has(handle));
  if (unknown.length > 0) return { outcome: "unknown-segments", handles: unknown };
  const cycle = findCycle([segment, ...others]);
  if (cycle !== null) return { outcome: "cycle", handles: cycle };
  if (segment.tag === null) return { outcome: "sound", segment };
  const key = tagKeyOf(segment.tag);
  const tagged = others.flatMap(({ handle, tag }) => (tag === null ? [] : [{ handle, tag }]));
  const same = tagged.find(({ tag }) => tagKeyOf(tag) === key);
  if (same !== undefined) return { outcome: "same-tag", handle: same.handle };
  if (tagged.length >= MAX_SEGMENTS_WITH_TAG) {
    return { outcome: "too-many-tags", most: MAX_SEGMENTS_WITH_TAG };
  }
  return { outcome: "sound", segment };
}

/** Shopify ignores case, and a comma cannot be written. */
const tagKeyOf = (tag: string): string =>
  tag.replaceAll(",", " ").replace(/\s+/g, " ").trim().toLowerCase();

function checkFields(handle: string, draft: SegmentDraft): Problem[] {
  const problems: Problem[] = [];
  const require = (holds: boolean, path: string, message: string): void => {
    if (!holds) problems.push({ path, message });
  };
  const { name, description, tag } = draft;
  require(HANDLE.test(handle) &&
    handle.length <=
      MAX_HANDLE_LENGTH, "handle", `A handle is made of lower-case letters, digits and hyphens, ${MAX_HANDLE_LENGTH} at most.`);
  require(name.trim() !== "", "name", "A segment needs a name.");
  require(name.length <=
    MAX_NAME_LENGTH, "name", `A name has ${MAX_NAME_LENGTH} characters at most.`);
  require(description.length <=
    MAX_DESCRIPTION_LENGTH, "description", `A description has ${MAX_DESCRIPTION_LENGTH} characters at most.`);
  require(tag === null || tagKeyOf(tag) !== "", "tag", "A tag needs a letter or a digit.");
  for (const path of ["minimumStayMs", "minimumAbsenceMs"] as const) {
    const ms = draft[path];
    require(Number.isInteger(ms) &&
      ms >= 0 &&
      ms <=
        LONGEST_MS, path, "A time to stay is a whole number of milliseconds, ten years at most.");
  }
  return problems;
}

function read(json: unknown, place: "condition" | "leaveWhen", problems: Problem[]) {
  const found = readCondition(json);
  if (found.outcome === "read") return found.condition;
  for (const { path, message } of found.problems) {
    problems.push({ path: path === "" ? place : `${place}.${path}`, message });
  }
  return undefined;
}
