import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { expect, test } from "vitest";
import { z } from "zod";
import { API_VERSION } from "../../app/shopify/api-version.ts";
import { listFiles, ROOT } from "../support/source-files.ts";

const AppTomlSchema = z.object({ webhooks: z.object({ api_version: z.string() }) });

test("shopify.app.toml subscribes to the version of the Admin API that the code speaks", () => {
  const toml = AppTomlSchema.parse(parse(readFileSync(join(ROOT, "shopify.app.toml"), "utf8")));
  expect(toml.webhooks.api_version).toBe(API_VERSION);
});

test("the app writes the version down once", () => {
  const elsewhere = listFiles().filter(
    (file) =>
      /^app\/.*\.tsx?$/.test(file) &&
      file !== "app/shopify/api-version.ts" &&
      readFileSync(join(ROOT, file), "utf8").includes(API_VERSION),
  );
  expect(elsewhere).toEqual([]);
});
