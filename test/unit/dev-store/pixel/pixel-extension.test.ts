import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundlePixel } from "../../../../dev-store/pixel/pixel-assets.ts";
import { parsePixelToml, readPixelExtension } from "../../../../dev-store/pixel/pixel-extension.ts";
import { ROOT } from "../../../support/source-files.ts";

const FOLDER = join(ROOT, "extensions/kindling-pixel");
const TOML = readFileSync(join(FOLDER, "shopify.extension.toml"), "utf8");

/** Shopify's limit is 128 kB; every visitor of every shop loads it. */
const MAX_BYTES = 8 * 1024;

describe("the app's own pixel", () => {
  test("is found beside the app's configuration, and asks for analytics alone", () => {
    expect(readPixelExtension(join(ROOT, "shopify.app.toml"))).toEqual({
      folder: FOLDER,
      name: "Kindling behavior",
      needs: { analytics: true, marketing: false, preferences: false, saleOfData: false },
      settingKeys: ["shopToken", "endpoint"],
    });
  });

  test("is small", async () => {
    const bundle = await bundlePixel({ folder: FOLDER });
    expect(bundle).toContain("WebPixel::Render");
    expect(Buffer.byteLength(bundle)).toBeLessThan(MAX_BYTES);
  });
});

describe("an extension's file", () => {
  test.each([
    ["another sandbox", /"strict"/, '"lax"', /runtime_context/],
    ["no choice on a consent", /marketing = false\n/, "", /marketing/],
    ["a word for sale that there is not", /"disabled"/, '"never"', /sale_of_data/],
    ["a field that is no text", /"single_line_text_field"/, '"boolean"', /shopToken/],
  ])("is refused with %s", (_what, pattern, text, fault) => {
    const changed = TOML.replace(pattern, text);
    expect(changed).not.toBe(TOML);
    expect(() => parsePixelToml(changed, "pixel.toml")).toThrow(fault);
  });

  test("of another type is no pixel", () => {
    expect(parsePixelToml('type = "theme"\nname = "Theme"', "theme.toml")).toBeUndefined();
    expect(parsePixelToml('[[extensions]]\ntype = "theme"', "theme.toml")).toBeUndefined();
  });
});
