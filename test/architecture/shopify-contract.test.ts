import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { buildClientSchema, parse, validate } from "graphql";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import * as documents from "../../app/shopify/documents.ts";
import { SCOPES } from "../../app/shopify/scopes.ts";
import { readAppToml } from "../../dev-store/webhooks/app-toml.ts";
import { SCHEMA_FILE } from "../../dev-store/fetch-schema.ts";

const TOML = resolve(import.meta.dirname, "../../shopify.app.toml");

test("The code asks for the scopes that shopify.app.toml declares, and the toml gives a reason for each.", () => {
  const text = readFileSync(TOML, "utf8");
  expect(readAppToml(TOML).scopes.toSorted()).toEqual([...SCOPES].toSorted());
  for (const scope of SCOPES) expect(text).toMatch(new RegExp(`^# ${scope} +\\S`, "m"));
});

test("The application's address has no path, since Shopify puts it before every relative address.", () => {
  const address = /^application_url = "([^"]+)"/m.exec(readFileSync(TOML, "utf8"))?.[1] ?? "";
  expect(new URL(address).origin).toBe(address);
});

test("Every document that the app sends is valid against Shopify's own schema.", () => {
  const { data } = JSON.parse(gunzipSync(readFileSync(SCHEMA_FILE)).toString("utf8"));
  const schema = buildClientSchema(data);
  const { bulkTagsMutation, writeTagsMutation, tellFlowMutation, ...queries } = documents;
  const texts = [
    ...Object.values(queries),
    tellFlowMutation(2),
    bulkTagsMutation("AddTags", "add"),
    bulkTagsMutation("RemoveTags", "remove"),
    writeTagsMutation([
      { add: true, remove: false },
      { add: true, remove: true },
      { add: false, remove: true },
    ]),
  ];
  expect(texts.length).toBeGreaterThan(5);
  for (const text of texts) expect(validate(schema, parse(text)).map(String)).toEqual([]);
});
