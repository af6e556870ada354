import { createHash } from "node:crypto";

import { expandScopes } from "../../state/install-store.ts";
import type { ApiContext, ApiNode } from "../api-node.ts";
import { toGid } from "../gid.ts";
import { API_VERSION } from "../schema.ts";
import { metafieldFields } from "./metafield-node.ts";

/** The app as installed in this shop; null where it is not. */
export function toInstallationNode(context: ApiContext): ApiNode | null {
  const install = context.installs.find(context.state.record.domain);
  if (install === undefined || install.uninstalledAt !== null) return null;
  const id = toGid("AppInstallation", install.id);
  return {
    __typename: "AppInstallation",
    id,
    launchUrl: context.app.appUrl,
    uninstallUrl: null,
    accessScopes: [...expandScopes(install.scopes)].sort().map((handle) => ({
      __typename: "AccessScope",
      handle,
      description: handle.replaceAll("_", " "),
    })),
    activeSubscriptions: [],
    app: () => toAppNode(context),
    ...metafieldFields(context, id),
  };
}

export function toAppNode(context: ApiContext): ApiNode {
  const { app } = context;
  const number = createHash("sha256").update(app.clientId).digest().readUInt32BE(0);
  return {
    __typename: "App",
    id: toGid("App", String(number)),
    apiKey: app.clientId,
    handle: app.handle,
    title: app.handle,
    embedded: true,
    launchUrl: app.appUrl,
    webhookApiVersion: API_VERSION,
    previouslyInstalled: true,
    published: false,
    installation: () => toInstallationNode(context),
  };
}
