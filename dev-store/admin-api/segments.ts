import type { Segment } from "../state/types.ts";
import type { ApiContext, ApiNode } from "./api-node.ts";
import { toDateTime } from "./api-node.ts";
import { connectArray } from "./connection.ts";
import type { PageArguments } from "./connection.ts";
import { parseGid, toGid } from "./gid.ts";
import { notImplemented } from "./not-implemented.ts";

const MAX_NAME = 255;
const MAX_QUERY = 5000;
/** The one filter that is imitated: a tag, quoted, a quote in it behind a backslash. */
const TAG_QUERY = /^customer_tags CONTAINS '(?:[^'\\]|\\['\\])+'$/;

interface Refusal {
  field: string[];
  message: string;
}

export function createSegment(
  context: ApiContext,
  input: { name: string; query: string },
): ApiNode {
  const refusal = check(input);
  if (refusal !== null) return payload("SegmentCreatePayload", null, refusal);
  const taken = new Set(context.segments.all().map(({ name }) => name.toLowerCase()));
  const name = taken.has(input.name.toLowerCase()) ? `${input.name} (2)` : input.name;
  if (taken.has(name.toLowerCase())) {
    const message = "Name has already been taken";
    return payload("SegmentCreatePayload", null, { field: ["name"], message });
  }
  const segment = context.segments.create({ ...input, name }, context.now);
  return payload("SegmentCreatePayload", segment, null);
}

export function updateSegment(
  context: ApiContext,
  input: { id: string; name?: string | null; query?: string | null },
): ApiNode {
  const found = context.segments.find(parseGid(input.id).id);
  if (found === undefined) {
    const refusal = { field: ["id"], message: "Segment does not exist" };
    return payload("SegmentUpdatePayload", null, refusal);
  }
  const changed = { name: input.name ?? found.name, query: input.query ?? found.query };
  const refusal = check(changed);
  if (refusal !== null) return payload("SegmentUpdatePayload", null, refusal);
  const segment = context.segments.update({ ...found, ...changed }, context.now);
  return payload("SegmentUpdatePayload", segment, null);
}

export function listSegments(
  context: ApiContext,
  args: PageArguments & { query?: string | null; sortKey?: string | null; reverse?: boolean },
): ApiNode {
  if ((args.query ?? null) !== null) throw notImplemented("searching segments");
  if (args.sortKey !== "CREATION_DATE") throw notImplemented("segments in another order");
  const items = [...context.segments.all()];
  return connectArray(
    "Segment",
    { items: args.reverse ? items.reverse() : items, args },
    toSegmentNode,
  );
}

export function toSegmentNode(segment: Segment): ApiNode {
  return {
    __typename: "Segment",
    id: toGid("Segment", segment.id),
    name: segment.name,
    query: segment.query,
    creationDate: toDateTime(segment.createdAt),
    lastEditDate: toDateTime(segment.updatedAt),
  };
}

function check({ name, query }: { name: string; query: string }): Refusal | null {
  const refuse = (field: string, message: string): Refusal => ({ field: [field], message });
  if (name.trim() === "") return refuse("name", "Name can't be blank");
  if (name.length > MAX_NAME) return refuse("name", "Name is too long (maximum is 255 characters)");
  if (query.length > MAX_QUERY) return refuse("query", "Query is too long");
  if (TAG_QUERY.test(query)) return null;
  if (!query.startsWith("customer_tags ")) throw notImplemented("segments by other filters");
  return refuse("query", "Line 1 Column 15: the query cannot be read");
}

function payload(typeName: string, segment: Segment | null, refusal: Refusal | null): ApiNode {
  return {
    __typename: typeName,
    segment: segment === null ? null : toSegmentNode(segment),
    userErrors: refusal === null ? [] : [{ __typename: "UserError", ...refusal }],
  };
}
