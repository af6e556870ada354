import type { DevDatabase } from "./database.ts";
import type { IdSource } from "./ids.ts";
import type { AppInstall } from "./types.ts";

/** In which shops the app is, with which scopes. */
export interface InstallStore {
  /** Also of a shop that has uninstalled; undefined where the app never was. */
  find(shopDomain: string): AppInstall | undefined;
  isInstalled(shopDomain: string): boolean;
  /** Installs, or grants other scopes where the app is installed already. */
  grant(shopDomain: string, grant: { scopes: string[]; at: number }): AppInstall;
  end(shopDomain: string, at: number): void;
}

export function openInstallStore(database: DevDatabase, ids: IdSource): InstallStore {
  const find = (shopDomain: string): AppInstall | undefined => {
    const row = database.statement("SELECT body FROM installs WHERE shop = ?").get(shopDomain);
    return row === undefined ? undefined : JSON.parse(String(row["body"]));
  };
  const write = (install: AppInstall): AppInstall => {
    database
      .statement("INSERT OR REPLACE INTO installs (shop, body) VALUES (?, ?)")
      .run(install.shopDomain, JSON.stringify(install));
    return install;
  };

  return {
    find,
    isInstalled: (shopDomain) => find(shopDomain)?.uninstalledAt === null,
    grant(shopDomain, { scopes, at }) {
      const before = find(shopDomain);
      const goesOn = before !== undefined && before.uninstalledAt === null;
      return write({
        id: goesOn ? before.id : ids("install"),
        shopDomain,
        scopes: compactScopes(scopes),
        installedAt: goesOn ? before.installedAt : at,
        uninstalledAt: null,
      });
    },
    end(shopDomain, at) {
      const install = find(shopDomain);
      if (install !== undefined) write({ ...install, uninstalledAt: at });
    },
  };
}

/** write_x contains read_x, so Shopify leaves the latter out of a token's scopes. */
function compactScopes(scopes: readonly string[]): string[] {
  const all = new Set(scopes.map((scope) => scope.trim()).filter((scope) => scope !== ""));
  return [...all].filter(
    (scope) => !all.has(scope.replace(/^read_/, "write_")) || !scope.startsWith("read_"),
  );
}

/** The other way: with every read_x that a write_x contains. */
export function expandScopes(scopes: readonly string[]): Set<string> {
  const all = new Set(scopes);
  for (const scope of scopes) {
    if (scope.startsWith("write_")) all.add(scope.replace(/^write_/, "read_"));
  }
  return all;
}
