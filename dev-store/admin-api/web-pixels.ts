import { GraphQLError } from "graphql";

import type { WebPixel } from "../state/types.ts";
import type { ApiContext, ApiNode } from "./api-node.ts";
import { parseGid, toGid } from "./gid.ts";

interface Refusal {
  code: string | null;
  field: string[] | null;
  message: string;
}

/** `settings` is JSON: an object, or the text of one. */
export interface WebPixelInput {
  settings: unknown;
}

export function createWebPixel(context: ApiContext, input: WebPixelInput): ApiNode {
  const shop = context.state.record.domain;
  const read = readSettings(context, input);
  if ("refusal" in read) return payload("WebPixelCreatePayload", { refusal: read.refusal });
  if (context.pixels.find(shop) !== undefined) {
    const refusal = { code: "TAKEN", field: null, message: "Web pixel is taken." };
    return payload("WebPixelCreatePayload", { refusal });
  }
  const pixel = context.pixels.create(shop, read.settings);
  return payload("WebPixelCreatePayload", { pixel });
}

export function updateWebPixel(context: ApiContext, id: string, input: WebPixelInput): ApiNode {
  const pixel = findPixel(context, id);
  if (pixel === undefined) return payload("WebPixelUpdatePayload", { refusal: NOT_FOUND });
  const read = readSettings(context, input);
  if ("refusal" in read) return payload("WebPixelUpdatePayload", { refusal: read.refusal });
  const updated = context.pixels.update(pixel, read.settings);
  return payload("WebPixelUpdatePayload", { pixel: updated });
}

export function deleteWebPixel(context: ApiContext, id: string): ApiNode {
  const pixel = findPixel(context, id);
  if (pixel !== undefined) context.pixels.remove(pixel.shopDomain);
  return {
    __typename: "WebPixelDeletePayload",
    deletedWebPixelId: pixel === undefined ? null : gidOf(pixel),
    userErrors: pixel === undefined ? [toUserError(NOT_FOUND)] : [],
  };
}

/** Without an id: the app's own. Shopify answers an error where there is none, not null. */
export function readWebPixel(context: ApiContext, id: string | null | undefined): ApiNode {
  const pixel =
    (id ?? null) === null
      ? context.pixels.find(context.state.record.domain)
      : findPixel(context, String(id));
  if (pixel !== undefined) return toWebPixelNode(pixel);
  throw new GraphQLError("No web pixel was found for this app.", {
    extensions: { code: "RESOURCE_NOT_FOUND" },
  });
}

const NOT_FOUND: Refusal = {
  code: "NOT_FOUND",
  field: ["id"],
  message: "Pixel does not exist",
};

function findPixel(context: ApiContext, gid: string): WebPixel | undefined {
  const { type, id } = parseGid(gid);
  const pixel = context.pixels.find(context.state.record.domain);
  return type === "WebPixel" && pixel?.id === id ? pixel : undefined;
}

function readSettings(
  context: ApiContext,
  { settings }: WebPixelInput,
): { settings: Record<string, string> } | { refusal: Refusal } {
  const refuse = (code: string, message: string): { refusal: Refusal } => ({
    refusal: { code, field: ["webPixel"], message },
  });
  const extension = context.pixelExtension;
  if (extension === undefined) return refuse("NO_EXTENSION", "No extension found.");
  const given = typeof settings === "string" ? parseJson(settings) : settings;
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return refuse("INVALID_CONFIGURATION_JSON", "Settings must be valid JSON");
  }
  const values = new Map<string, unknown>(Object.entries(given));
  const missing = extension.settingKeys.filter((key) => !values.has(key));
  if (missing.length > 0) return refuse("INVALID_SETTINGS", `Missing keys: ${missing.join(", ")}`);
  const unknown = [...values.keys()].filter((key) => !extension.settingKeys.includes(key));
  if (unknown.length > 0) {
    return refuse("INVALID_SETTINGS", `Unexpected keys: ${unknown.join(", ")}`);
  }
  const wrong = [...values].find(([, value]) => typeof value !== "string" || value === "");
  if (wrong !== undefined) return refuse("INVALID_SETTINGS", `Invalid value for ${wrong[0]}`);
  return { settings: Object.fromEntries([...values].map(([key, value]) => [key, String(value)])) };
}

function payload(
  typeName: "WebPixelCreatePayload" | "WebPixelUpdatePayload",
  outcome: { pixel: WebPixel } | { refusal: Refusal },
): ApiNode {
  return {
    __typename: typeName,
    webPixel: "pixel" in outcome ? toWebPixelNode(outcome.pixel) : null,
    userErrors: "pixel" in outcome ? [] : [toUserError(outcome.refusal)],
  };
}

function toWebPixelNode(pixel: WebPixel): ApiNode {
  // Shopify answers the settings as a text, whatever form they were given in.
  return { __typename: "WebPixel", id: gidOf(pixel), settings: JSON.stringify(pixel.settings) };
}

function toUserError(refusal: Refusal): ApiNode {
  return { __typename: "ErrorsWebPixelUserError", ...refusal };
}

const gidOf = (pixel: WebPixel): string => toGid("WebPixel", pixel.id);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
