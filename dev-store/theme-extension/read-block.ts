import { z } from "zod";

const SettingSchema = z.object({
  type: z.string(),
  id: z.string().optional(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
});

const BlockSchema = z.object({
  name: z.string().min(1),
  target: z.enum(["section", "head", "compliance_head", "body"]),
  javascript: z.string().optional(),
  stylesheet: z.string().optional(),
  settings: z.array(SettingSchema).default([]),
});

/** A block of a theme app extension. */
export interface Block {
  /** File name without its ending, by which themes know it. */
  handle: string;
  /** As the theme editor shows it. */
  name: string;
  /** Without the schema, which is not rendered. */
  liquid: string;
  target: z.output<typeof BlockSchema>["target"];
  /** Assets that Shopify loads with it. */
  javascript?: string | undefined;
  stylesheet?: string | undefined;
  /** What block.settings holds before the merchant changes anything. */
  defaults: Record<string, unknown>;
}

const SCHEMA = /\{%-?\s*schema\s*-?%\}([\s\S]*?)\{%-?\s*endschema\s*-?%\}/;

/** Throws where the block has no schema or one that Shopify would refuse. */
export function readBlock(file: string, text: string): Block {
  const json = SCHEMA.exec(text)?.[1];
  if (json === undefined) throw new Error(`${file} has no {% schema %}`);
  const parsed = BlockSchema.safeParse(JSON.parse(json));
  if (!parsed.success) throw new Error(`${file} is refused:\n${z.prettifyError(parsed.error)}`);
  const { name, target, javascript, stylesheet, settings } = parsed.data;
  return {
    handle: file.replace(/^.*\/|\.liquid$/g, ""),
    name,
    liquid: text.replace(SCHEMA, ""),
    target,
    javascript,
    stylesheet,
    // A text without a default is empty, not absent.
    defaults: Object.fromEntries(
      settings.flatMap(({ id, type, default: value }) =>
        id === undefined ? [] : [[id, value ?? (type === "checkbox" ? false : "")]],
      ),
    ),
  };
}
