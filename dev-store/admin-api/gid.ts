import { GraphQLError } from "graphql";

export interface Gid {
  type: string;
  id: string;
}

export function toGid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** Throws as Shopify does for what is no global id. */
export function parseGid(value: unknown): Gid {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d{1,18})(?:\?.*)?$/.exec(String(value));
  const [, type, id] = match ?? [];
  if (type === undefined || id === undefined) {
    throw new GraphQLError(`Invalid global id '${String(value)}'`, {
      extensions: { code: "argumentLiteralsIncompatible", typeName: "CoercionError" },
    });
  }
  return { type, id };
}
