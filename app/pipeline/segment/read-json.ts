import { isStorableText } from "../shared/storable-text.ts";
import type { KindName, ProblemMessage } from "./problem-message.ts";

/** A place in a condition where something is wrong. */
export interface Problem {
  /** From the tree's root, e.g. "of[1].moment.of.signals[0]"; "" is the root. */
  path: string;
  message: ProblemMessage;
}

/** Reads a value at a path, or notes every problem in it and gives undefined. */
export type Read<T> = (json: unknown, path: string, problems: Problem[]) => T | undefined;

/** Something of one kind, as far as its type tells. */
const readWhere =
  <T>(
    what: Extract<ProblemMessage, { code: "expected" }>["what"],
    is: (json: unknown) => json is T,
  ): Read<T> =>
  (json, path, problems) =>
    is(json) ? json : refuse(problems, path, { code: "expected", what, found: show(json) });

export const readNumber = readWhere(
  "number",
  (json): json is number => typeof json === "number" && Number.isFinite(json),
);
/** What cannot be stored is none. */
export const readText = readWhere("text", isStorableText);
export const readFlag = readWhere("flag", (json): json is boolean => typeof json === "boolean");

/** One of some words or numbers. */
export const readOneOf =
  <const T extends string | number>(...allowed: readonly T[]): Read<T> =>
  (json, path, problems) =>
    allowed.find((value) => value === json) ??
    refuse(problems, path, { code: "expected-one-of", values: allowed, found: show(json) });

export const readNullOr =
  <T>(read: Read<T>): Read<T | null> =>
  (json, path, problems) =>
    json === null ? null : read(json, path, problems);

/** What is not there is as it was before it could be said. */
export const readOr =
  <T>(before: T, read: Read<T>): Read<T> =>
  (json, path, problems) =>
    json === undefined ? before : read(json, path, problems);

/** A list of which every element is read; one that cannot be makes the whole unreadable. */
export const readList =
  <T>(read: Read<T>): Read<T[]> =>
  (json, path, problems) => {
    if (!Array.isArray(json)) {
      return refuse(problems, path, { code: "expected", what: "list", found: show(json) });
    }
    const elements = json.map((element: unknown, index) =>
      read(element, `${path}[${index}]`, problems),
    );
    const whole = elements.filter((element) => element !== undefined);
    return whole.length === elements.length ? whole : undefined;
  };

/** An object with these fields and no others: one that is not known was meant to say something. */
export const readObject =
  <T extends object>(fields: { [Key in keyof T]: Read<T[Key]> }): Read<T> =>
  (json, path, problems) => {
    if (!isObject(json)) return refuse(problems, path, noObject(json));
    const before = problems.length;
    const whole: Partial<T> = {};
    for (const key in fields) whole[key] = fields[key](json[key], join(path, key), problems);
    for (const key of Object.keys(json)) {
      if (key in fields) continue;
      problems.push({ path: join(path, key), message: { code: "no-such-field" } });
    }
    return problems.length === before && isWhole(whole, fields) ? whole : undefined;
  };

const isWhole = <T extends object>(
  read: Partial<T>,
  fields: { [Key in keyof T]: unknown },
): read is T => Object.keys(fields).every((key) => key in read);

/** An object whose `kind` says how the rest of it is read. */
export const readKind =
  <T>(kinds: Readonly<Record<string, Read<T>>>, of: KindName): Read<T> =>
  (json, path, problems) => {
    if (!isObject(json)) return refuse(problems, path, noObject(json));
    const { kind } = json;
    const read = typeof kind === "string" && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    return read
      ? read(json, path, problems)
      : refuse(problems, join(path, "kind"), { code: "expected-kind", of, found: show(kind) });
  };

export const isObject = (json: unknown): json is Record<string, unknown> =>
  typeof json === "object" && json !== null && !Array.isArray(json);

export const join = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

function refuse(problems: Problem[], path: string, message: ProblemMessage): undefined {
  problems.push({ path, message });
  return undefined;
}

const noObject = (json: unknown): ProblemMessage => ({
  code: "expected",
  what: "object",
  found: show(json),
});

/** What stands there can be anything, and of any length. */
function show(found: unknown): string | null {
  if (found === undefined) return null;
  const text = JSON.stringify(found);
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
