import { GraphQLError } from "graphql";
import type { CustomerSegment } from "../state/types.ts";
import { toDateTime } from "./api-node.ts";
import type { ApiContext, ApiNode } from "./api-node.ts";
import { connectArray } from "./connection.ts";
import type { PageArguments } from "./connection.ts";
import { toGid } from "./gid.ts";

interface SegmentArguments extends PageArguments {
  query?: string | null;
  sortKey?: string | null;
}

const SORTS: Record<string, (segment: CustomerSegment) => number> = {
  CREATION_DATE: ({ createdAt }) => createdAt,
  ID: ({ id }) => Number(id),
  LAST_EDIT_DATE: ({ updatedAt }) => updatedAt,
};

/** The shop's segments. Shopify documents no fields to search them by, so that none is imitated. */
export function listSegments(context: ApiContext, args: SegmentArguments): ApiNode {
  const sort = SORTS[args.sortKey ?? "CREATION_DATE"];
  if (sort === undefined || (args.query ?? "") !== "") {
    throw new GraphQLError("The dev store neither searches segments nor ranks them.");
  }
  const inOrder = [...context.state.segments.all()].sort(
    (a, b) => sort(a) - sort(b) || Number(a.id) - Number(b.id),
  );
  const items = args.reverse === true ? inOrder.reverse() : inOrder;
  return connectArray("Segment", { items, args: { ...args, reverse: false } }, toSegmentNode);
}

const toSegmentNode = ({ id, name, query, createdAt, updatedAt }: CustomerSegment): ApiNode => ({
  __typename: "Segment",
  id: toGid("Segment", id),
  name,
  query,
  creationDate: toDateTime(createdAt),
  lastEditDate: toDateTime(updatedAt),
});
