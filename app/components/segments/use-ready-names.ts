import { useMemo } from "react";
import { READY_WORDS, type ReadyHandle } from "../../pipeline/segment/ready-words.ts";
import { useWords, type Words } from "../words/use-words.ts";

/**
 * What a page or a part of it is made of, with the ready segments called as in the reader's language, wherever in it they
 * are named. Whatever a merchant has called a segment stays.
 */
export function useReadyNames<Data>(data: Data): Data {
  const { t } = useWords("common");
  return useMemo(() => sayReadyNames({ t }, data), [t, data]);
}

type Say = Pick<Words, "t">;

/** As the hook, for who is no component. Plain data alone is looked through. */
export function sayReadyNames<Data>(say: Say, data: Data): Data {
  // The shape stays: texts give way to texts.
  return walk(say, data) as Data;
}

/** What the merchant has left as it was shown is kept as it was stored. */
export function keepReadyNames<Data extends { name: string; description: string }>(
  { t }: Say,
  handle: string | null,
  data: Data,
): Data {
  if (handle === null || !isReady(handle)) return data;
  const stored = READY_WORDS[handle];
  const { name, description } = data;
  return {
    ...data,
    name: name === t(`ready.${handle}.name`) ? stored.name : name,
    description:
      description === t(`ready.${handle}.description`) ? stored.description : description,
  };
}

function walk(say: Say, data: unknown): unknown {
  if (Array.isArray(data)) return data.map((each: unknown) => walk(say, each));
  if (!isPlain(data)) return data;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) copy[key] = walk(say, value);
  const handle = data["handle"] ?? data["segmentHandle"] ?? data["from"];
  if (typeof handle !== "string" || !isReady(handle)) return copy;
  const { name, description } = READY_WORDS[handle];
  for (const key of ["name", "segmentName"]) {
    if (data[key] === name) copy[key] = say.t(`ready.${handle}.name`);
  }
  if (data["description"] === description)
    copy["description"] = say.t(`ready.${handle}.description`);
  return copy;
}

const isReady = (handle: string): handle is ReadyHandle => Object.hasOwn(READY_WORDS, handle);

const isPlain = (data: unknown): data is Record<string, unknown> =>
  typeof data === "object" &&
  data !== null &&
  (Object.getPrototypeOf(data) === Object.prototype || Object.getPrototypeOf(data) === null);
