import type { BulkStore } from "../bulk/bulk-store.ts";
import type { BulkSwitches } from "../bulk/switches.ts";
import type { PixelExtension } from "../pixel/pixel-extension.ts";
import type { FlowExtensions } from "../flow/read-flow-extensions.ts";
import type { InstallStore } from "../state/install-store.ts";
import type { PixelStore } from "../state/pixel-store.ts";
import type { ShopState } from "../state/shop-state.ts";
import type { AppConfig } from "../state/types.ts";
import type { AccessRules } from "./access-rules.ts";
import type { CustomerDataApproval } from "./customer-data.ts";
import type { DefinitionStore } from "./definition-store.ts";
import type { MetafieldStore } from "./metafield-store.ts";

/**
 * An object as GraphQL answers it: fields are values, or functions of the field's arguments. A field
 * that is not there is one that the dev store does not imitate, and fails loudly.
 */
export interface ApiNode {
  __typename: string;
  [field: string]: unknown;
}

/** What the roots and nodes of one request work on. */
export interface ApiContext {
  state: ShopState;
  app: AppConfig;
  installs: InstallStore;
  metafields: MetafieldStore;
  definitions: DefinitionStore;
  pixels: PixelStore;
  /** Undefined where the app has none. */
  pixelExtension: PixelExtension | undefined;
  flow: FlowExtensions;
  access: AccessRules;
  /** Of the token, with every read_x that a write_x contains. */
  scopes: ReadonlySet<string>;
  /** ms of the dev store's clock, the same for the whole request. */
  now: number;
  /** Of the app, for fields that name or reach a person. */
  customerData: CustomerDataApproval;
  bulk: BulkStore;
  bulkSwitches: BulkSwitches;
  /** The query of a bulk operation runs: no page has a limit. */
  isBulk: boolean;
}

/** GraphQL's DateTime: whole seconds, UTC. */
export function toDateTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

export function toDateTimeOrNull(ms: number | null): string | null {
  return ms === null ? null : toDateTime(ms);
}
