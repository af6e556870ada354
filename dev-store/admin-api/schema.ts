import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { buildClientSchema } from "graphql";
import type { GraphQLSchema } from "graphql";

import { SCHEMA_FILE } from "../fetch-schema.ts";
import { createAccessRules } from "./access-rules.ts";
import type { AccessRules } from "./access-rules.ts";

/** The one version that the dev store speaks; any other address is not found. */
export const API_VERSION = "2026-10";

export interface AdminSchema {
  schema: GraphQLSchema;
  access: AccessRules;
}

let loaded: AdminSchema | undefined;

/** Shopify's published schema and its access scopes. Half a second the first time in a process. */
export function loadAdminSchema(): AdminSchema {
  if (loaded === undefined) {
    if (!existsSync(SCHEMA_FILE)) {
      throw new Error(`${SCHEMA_FILE} is missing; run: node dev-store/fetch-schema.ts`);
    }
    // The file's sha256 was checked when it was fetched.
    const file = JSON.parse(gunzipSync(readFileSync(SCHEMA_FILE)).toString("utf8"));
    loaded = {
      schema: buildClientSchema(file.data, { assumeValid: true }),
      access: createAccessRules(file.offline_scopes.items),
    };
  }
  return loaded;
}
