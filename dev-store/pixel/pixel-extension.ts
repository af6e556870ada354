import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "smol-toml";
import { z } from "zod";

/** The app's web pixel as deployed: at most one per app. */
export interface PixelExtension {
  /** Folder of the extension; its entry is src/index.ts. */
  folder: string;
  name: string;
  /** Consents without which Shopify does not load it. */
  needs: { analytics: boolean; marketing: boolean; preferences: boolean; saleOfData: boolean };
  /** The keys that its settings must have. */
  settingKeys: string[];
}

const FieldSchema = z.strictObject({
  name: z.string().min(1),
  description: z.string().optional(),
  type: z.literal("single_line_text_field"),
  validations: z.array(z.strictObject({ name: z.string(), value: z.string() })).optional(),
});

const PixelSchema = z.object({
  type: z.literal("web_pixel_extension"),
  name: z.string().min(1),
  runtime_context: z.literal("strict"),
  customer_privacy: z.strictObject({
    analytics: z.boolean(),
    marketing: z.boolean(),
    preferences: z.boolean(),
    sale_of_data: z.enum(["enabled", "disabled", "ldu"]),
  }),
  settings: z.strictObject({
    type: z.literal("object"),
    fields: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/), FieldSchema),
  }),
});

/**
 * Finds the web pixel among the extensions beside an app's configuration file, as Shopify's CLI finds
 * it on deploy; undefined where there is none. Throws with the file's name and every fault.
 */
export function readPixelExtension(tomlPath: string): PixelExtension | undefined {
  const extensions = join(dirname(tomlPath), "extensions");
  if (!existsSync(extensions)) return undefined;
  for (const name of readdirSync(extensions)) {
    const file = join(extensions, name, "shopify.extension.toml");
    if (!existsSync(file)) continue;
    const found = parsePixelToml(readFileSync(file, "utf8"), file);
    if (found !== undefined) return { ...found, folder: dirname(file) };
  }
  return undefined;
}

/** As readPixelExtension, for one file's text; undefined for an extension of another type. */
export function parsePixelToml(
  text: string,
  path: string,
): Omit<PixelExtension, "folder"> | undefined {
  const parsed = parse(text);
  if (parsed["type"] !== "web_pixel_extension") return undefined;
  const checked = PixelSchema.safeParse(parsed);
  if (!checked.success) throw new Error(`${path} is refused:\n${z.prettifyError(checked.error)}`);
  const { name, customer_privacy: privacy, settings } = checked.data;
  return {
    name,
    needs: {
      analytics: privacy.analytics,
      marketing: privacy.marketing,
      preferences: privacy.preferences,
      // "ldu" loads it too and asks it to limit what it does; "disabled" says that nothing is sold.
      saleOfData: privacy.sale_of_data === "enabled",
    },
    settingKeys: Object.keys(settings.fields),
  };
}
