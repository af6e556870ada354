import { MAX_PATH_LENGTH } from "./limits.ts";

/** The digits of "gid://shopify/Product/123"; undefined where there are none. */
export function idOf(resource: { id?: unknown } | null | undefined): string | undefined {
  return /\d+$/.exec(resource?.id as string)?.[0];
}

/** Below these a path can name a person's order, or hold a token that opens it. */
export function shortenPath(path: string): string {
  return path.replace(/(\/(account|orders|checkouts))\/.*/, "$1").slice(0, MAX_PATH_LENGTH);
}
