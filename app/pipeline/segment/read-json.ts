/** A place in a JSON document where something else stands than was expected. */
export interface Problem {
  /** From the tree's root, e.g. "of[1].moment.of.signals[0]"; "" is the root. */
  path: string;
  /** A sentence for people. */
  message: string;
}

/** Reads a value at a path, or notes every problem in it and gives undefined. */
export type Read<T> = (json: unknown, path: string, problems: Problem[]) => T | undefined;

/** Something of one kind, as far as its type tells. */
export const readWhere =
  <T>(expected: string, is: (json: unknown) => json is T): Read<T> =>
  (json, path, problems) =>
    is(json) ? json : refuse(problems, path, expected, json);

export const readNumber = readWhere(
  "a number",
  (json): json is number => typeof json === "number" && Number.isFinite(json),
);
export const readText = readWhere("a text", (json): json is string => typeof json === "string");
export const readFlag = readWhere(
  "true or false",
  (json): json is boolean => typeof json === "boolean",
);

/** One of some words or numbers. */
export const readOneOf =
  <const T extends string | number>(...allowed: readonly T[]): Read<T> =>
  (json, path, problems) =>
    allowed.find((value) => value === json) ??
    refuse(problems, path, `one of ${allowed.join(", ")}`, json);

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
    if (!Array.isArray(json)) return refuse(problems, path, "a list", json);
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
    if (!isObject(json)) return refuse(problems, path, "an object", json);
    const before = problems.length;
    const whole: Partial<T> = {};
    for (const key in fields) whole[key] = fields[key](json[key], join(path, key), problems);
    for (const key of Object.keys(json)) {
      if (key in fields) continue;
      problems.push({ path: join(path, key), message: "There is no such field here." });
    }
    return problems.length === before && isWhole(whole, fields) ? whole : undefined;
  };

const isWhole = <T extends object>(
  read: Partial<T>,
  fields: { [Key in keyof T]: unknown },
): read is T => Object.keys(fields).every((key) => key in read);

/** An object whose `kind` says how the rest of it is read. */
export const readKind =
  <T>(kinds: Readonly<Record<string, Read<T>>>, what: string): Read<T> =>
  (json, path, problems) => {
    if (!isObject(json)) return refuse(problems, path, "an object", json);
    const { kind } = json;
    const read = typeof kind === "string" && Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    return read
      ? read(json, path, problems)
      : refuse(problems, join(path, "kind"), `a known kind of ${what}`, kind);
  };

export const isObject = (json: unknown): json is Record<string, unknown> =>
  typeof json === "object" && json !== null && !Array.isArray(json);

export const join = (path: string, key: string): string => (path === "" ? key : `${path}.${key}`);

function refuse(problems: Problem[], path: string, expected: string, found: unknown): undefined {
  const shown = found === undefined ? "missing" : shorten(JSON.stringify(found));
  problems.push({ path, message: `Expected ${expected}, it is ${shown}.` });
  return undefined;
}

/** What stands there can be anything, and of any length. */
const shorten = (text: string): string => (text.length <= 60 ? text : `${text.slice(0, 59)}…`);
