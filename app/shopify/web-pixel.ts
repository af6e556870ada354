import { z } from "zod";
import type { AdminApi } from "./admin-api.ts";
import {
  CREATE_WEB_PIXEL_MUTATION,
  UPDATE_WEB_PIXEL_MUTATION,
  WEB_PIXEL_QUERY,
} from "./documents.ts";

/** What the pixel is told: the fields of extensions/kindling-pixel/shopify.extension.toml. */
export interface WebPixelSettings {
  shopToken: string;
  endpoint: string;
}

export type WebPixelAnswer =
  | { outcome: "written"; webPixelId: string }
  /** The app has a pixel in this shop already: there can be one only. */
  | { outcome: "taken" }
  /** There is no such pixel any more. */
  | { outcome: "gone" }
  | { outcome: "refused"; reason: string };

const PayloadSchema = z.object({
  webPixel: z.object({ id: z.string() }).nullable(),
  userErrors: z.array(
    z.object({
      code: z.string().nullable(),
      field: z.array(z.string()).nullable(),
      message: z.string(),
    }),
  ),
});

const AnswerSchema = z.object({ payload: PayloadSchema });
const QuerySchema = z.object({ webPixel: z.object({ id: z.string() }) });

export async function createWebPixel(
  admin: AdminApi,
  settings: WebPixelSettings,
): Promise<WebPixelAnswer> {
  const variables = { webPixel: { settings } };
  const { payload } = await admin.request(CREATE_WEB_PIXEL_MUTATION, variables, AnswerSchema);
  return readPayload(payload);
}

/** Whatever settings stood there before are replaced. */
export async function updateWebPixel(
  admin: AdminApi,
  id: string,
  settings: WebPixelSettings,
): Promise<WebPixelAnswer> {
  const variables = { id, webPixel: { settings } };
  const { payload } = await admin.request(UPDATE_WEB_PIXEL_MUTATION, variables, AnswerSchema);
  return readPayload(payload);
}

/** The id of the app's pixel in this shop. Shopify answers an error, not null, where there is none. */
export async function findWebPixelId(admin: AdminApi): Promise<string> {
  return (await admin.request(WEB_PIXEL_QUERY, {}, QuerySchema)).webPixel.id;
}

function readPayload({ webPixel, userErrors }: z.infer<typeof PayloadSchema>): WebPixelAnswer {
  if (webPixel !== null && userErrors.length === 0) {
    return { outcome: "written", webPixelId: webPixel.id };
  }
  if (userErrors.some(({ code }) => code === "TAKEN")) return { outcome: "taken" };
  // Of an unknown id Shopify has been seen to name the field without a code.
  if (userErrors.some(({ code, field }) => code === "NOT_FOUND" || field?.[0] === "id")) {
    return { outcome: "gone" };
  }
  const reasons = userErrors.map(({ code, message }) =>
    code === null ? message : `${message} (${code})`,
  );
  return { outcome: "refused", reason: reasons.join("; ") || "Shopify gave no reason" };
}
