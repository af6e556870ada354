import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import https from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { themeCheckRun } from "@shopify/theme-check-node";
import { describe, expect, test, vi } from "vitest";
import {
  bundleStorefrontScript,
  STOREFRONT_LIMITS,
  STOREFRONT_SCRIPT,
} from "../../scripts/build/storefront-script.ts";
import { ROOT } from "../support/source-files.ts";

const EXTENSION = join(ROOT, "extensions", "kindling-storefront");

describe("the storefront's script", () => {
  test("is what building its sources gives, byte for byte", async () => {
    expect(readFileSync(STOREFRONT_SCRIPT, "utf8")).toBe(await bundleStorefrontScript());
  });

  test("keeps its size: every shopper pays for it", () => {
    const script = readFileSync(STOREFRONT_SCRIPT);
    expect(script.length).toBeLessThanOrEqual(STOREFRONT_LIMITS.bytes);
    expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(
      STOREFRONT_LIMITS.gzippedBytes,
    );
  });
});

describe("the theme app extension", () => {
  test("passes Shopify's own checks of such extensions", async () => {
    expect(await checkTheme(EXTENSION)).toEqual([]);
  });

  test("would not pass them with a block that names an asset it does not have", async () => {
    const folder = mkdtempSync(join(tmpdir(), "theme-check-"));
    cpSync(EXTENSION, folder, { recursive: true });
    rmSync(join(folder, "assets", "kindling.js"));
    expect(await checkTheme(folder)).toContainEqual(expect.stringContaining("MissingAsset"));
    rmSync(folder, { recursive: true });
  });
});

/** Runs theme-check on what it carries: without the network, so that the same files give the same answer. */
async function checkTheme(root: string): Promise<string[]> {
  const refuse = vi.spyOn(https, "request").mockImplementation(() => {
    throw new Error("this test has no network");
  });
  const folder = mkdtempSync(join(tmpdir(), "theme-check-config-"));
  const config = join(folder, "theme-check.yml");
  writeFileSync(config, "extends: theme-check:theme-app-extension\n");
  try {
    const { offenses } = await themeCheckRun(root, config, () => undefined);
    return offenses.map(({ check, message, uri }) => `${check}: ${message} (${uri})`);
  } finally {
    refuse.mockRestore();
    rmSync(folder, { recursive: true });
  }
}
