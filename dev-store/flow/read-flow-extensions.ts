import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "smol-toml";
import { z } from "zod";

/** A field of a trigger or an action, by the name that it has in the payload. */
export interface FlowField {
  name: string;
  type: string;
  isRequired: boolean;
}

export interface FlowTask {
  handle: string;
  name: string;
  fields: FlowField[];
}

/** What the app has deployed for Shopify Flow. */
export interface FlowExtensions {
  triggers: FlowTask[];
  actions: (FlowTask & { runtimeUrl: string })[];
  /** Where Flow tells which triggers are used; null: nowhere. */
  callbackUrl: string | null;
}

const Handle = z.string().regex(/^[A-Za-z0-9-]{1,30}$/);
const common = {
  name: z.string().min(1),
  handle: Handle,
  uid: z.uuid(),
  description: z.string().optional(),
};
/** An address of the app: whole, or a path below the app's own. */
const Address = z.string().regex(/^(https:\/\/|\/)/);

const ReferenceField = z.strictObject({
  type: z.literal("customer_reference"),
  required: z.boolean().optional(),
});
const TriggerField = z.strictObject({
  type: z.enum(["boolean", "email", "single_line_text_field", "url", "number_decimal"]),
  key: z.string().regex(/^[A-Za-z ]+$/),
  description: z.string().optional(),
});
const ActionField = z.strictObject({
  type: z.enum([
    "boolean",
    "email",
    "single_line_text_field",
    "multi_line_text_field",
    "url",
    "number_decimal",
    "number_integer",
  ]),
  key: z.string().regex(/^[A-Za-z0-9_-]+$/),
  name: z.string().optional(),
  description: z.string().optional(),
  required: z.boolean().optional(),
});
const settingsOf = <T extends z.ZodType>(field: T) =>
  z.strictObject({ fields: z.array(z.union([ReferenceField, field])).optional() }).optional();

const TomlSchema = z.union([
  z.strictObject({
    extensions: z.tuple([z.strictObject({ ...common, type: z.literal("flow_trigger") })]),
    settings: settingsOf(TriggerField),
  }),
  z.strictObject({
    extensions: z.tuple([
      z.strictObject({ ...common, type: z.literal("flow_action"), runtime_url: Address }),
    ]),
    settings: settingsOf(ActionField),
  }),
  z.strictObject({
    extensions: z.tuple([
      z.strictObject({
        ...common,
        type: z.literal("flow_trigger_lifecycle_callback"),
        url: Address,
      }),
    ]),
  }),
]);

const FLOW_TYPES = ["flow_trigger", "flow_action", "flow_trigger_lifecycle_callback"];
const TypeSchema = z.object({ extensions: z.array(z.object({ type: z.string() })) });

/** Reads the extensions for Flow beside an app's configuration. Throws on what the CLI would not deploy. */
export function readFlowExtensions(tomlPath: string): FlowExtensions {
  const found: FlowExtensions = { triggers: [], actions: [], callbackUrl: null };
  const folder = join(dirname(tomlPath), "extensions");
  if (!existsSync(folder)) return found;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name, "shopify.extension.toml");
    if (existsSync(file)) addFlowToml(found, readFileSync(file, "utf8"), file);
  }
  const handles = [...found.triggers, ...found.actions].map(({ handle }) => handle);
  const twice = handles.find((handle, index) => handles.indexOf(handle) !== index);
  if (twice !== undefined) throw new Error(`Two extensions have the handle ${twice}`);
  return found;
}

/** Adds what one file declares; a file of another type declares nothing for Flow. */
function addFlowToml(found: FlowExtensions, text: string, path: string): void {
  const parsed = parse(text);
  const types = TypeSchema.safeParse(parsed);
  if (!types.success || !types.data.extensions.some(({ type }) => FLOW_TYPES.includes(type)))
    return;
  const checked = TomlSchema.safeParse(parsed);
  if (!checked.success) throw new Error(`${path} is refused:\n${z.prettifyError(checked.error)}`);
  const toml = checked.data;
  const [extension] = toml.extensions;
  if (extension.type === "flow_trigger_lifecycle_callback") {
    found.callbackUrl = extension.url;
    return;
  }
  const isTrigger = extension.type === "flow_trigger";
  const declared = "settings" in toml ? (toml.settings?.fields ?? []) : [];
  const fields = declared.map((field): FlowField => ({
    name: "key" in field ? field.key : "customer_id",
    type: field.type,
    // A trigger's fields are all required.
    isRequired: isTrigger || ("required" in field && field.required === true),
  }));
  const task = { handle: extension.handle, name: extension.name, fields };
  if (isTrigger) found.triggers.push(task);
  else found.actions.push({ ...task, runtimeUrl: extension.runtime_url });
}
