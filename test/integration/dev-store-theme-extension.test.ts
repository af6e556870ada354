import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readThemeExtensions } from "../../dev-store/theme-extension/read-theme-extensions.ts";
import { startEdgeWorld } from "./dev-store-edges-fake-app.ts";
import type { EdgeWorld } from "./dev-store-edges-fake-app.ts";

let world: EdgeWorld;
let store: string;
let productId: string;
let variantIds: string[];

beforeAll(async () => {
  world = await startEdgeWorld();
  store = `${world.devStore.url}/shop/first`;
  await world.shop.installApp();
  const product = world.shop.createProduct({
    title: "Blue mug",
    handle: "blue-mug",
    productType: "mugs",
    variants: [{ title: "Small" }, { title: "Large" }],
  });
  productId = product.id;
  world.shop.createCollection({ handle: "mugs", title: "Mugs", productIds: [productId] });
  variantIds = product.variants.map(({ id }) => id);
});
afterAll(() => world.close());
beforeEach(() => activate({ isActive: true }));

function activate(embed: { isActive: boolean; settings?: Record<string, unknown> }): void {
  world.shop.changeTheme({ appEmbeds: { kindling: embed } });
}

/** What the block printed into a page; undefined where it printed nothing. */
async function readContext(path: string, cookie = ""): Promise<unknown[] | undefined> {
  const page = await (await fetch(`${store}${path}`, { headers: { cookie } })).text();
  const json = /id="kindling-context">([\s\S]*?)<\/script>/.exec(page)?.[1];
  return json === undefined ? undefined : JSON.parse(json);
}

describe("an app embed", () => {
  test("is not in the page before the merchant activates it, nor in the theme editor", async () => {
    activate({ isActive: false });
    expect(await readContext("/")).toBeUndefined();
    activate({ isActive: true });
    expect(await readContext("/?design_mode")).toBeUndefined();
    expect(await readContext("/")).toBeDefined();
  });

  test("is told what the page is about, by what Liquid has", async () => {
    const [endpoint, cartUrl, ...about] = (await readContext("/products/blue-mug")) ?? [];
    expect([endpoint, cartUrl]).toEqual([
      "/shop/first/apps/kindling/events",
      "/shop/first/cart.js",
    ]);
    const nobody = null;
    expect(about.slice(0, 7)).toEqual([
      "product",
      nobody,
      productId,
      variantIds[0],
      null,
      null,
      [],
    ]);
    const chosen = await readContext(`/products/blue-mug?variant=${variantIds[1]}`);
    expect(chosen?.[5]).toBe(variantIds[1]);
    expect((await readContext("/collections/mugs"))?.[6]).toMatch(/^\d{13}$/);
    expect((await readContext("/collections/all"))?.[6]).toBeNull();
    expect((await readContext("/search"))?.[7]).toBeNull();
    expect((await readContext("/search?q=</script>mug"))?.[7]).toBe("</script>mug");
  });

  test("knows the customer and the cart's lines, and no token of the cart", async () => {
    const { id } = world.shop.createCustomer({ firstName: "Ada" });
    const body = new URLSearchParams({ id: variantIds[1] ?? "", quantity: "3" });
    const added = await fetch(`${store}/cart/add.js`, { method: "POST", body });
    const cart = added.headers.get("set-cookie")?.split(";")[0] ?? "";
    const context = await readContext("/", `${cart}; customer_id=${id}`);
    expect(context?.[3]).toBe(id);
    expect(context?.[8]).toEqual([[Number(variantIds[1]), Number(productId), 3]]);
    const token = /cart=([0-9a-f]{32})/.exec(cart)?.[1] ?? "none";
    expect(JSON.stringify(context)).not.toContain(token);
  });

  test("has the defaults of its schema until the merchant sets something else", async () => {
    expect((await readContext("/"))?.slice(9)).toEqual([
      expect.stringContaining("#reviews"),
      "",
      "",
    ]);
    activate({ isActive: true, settings: { gallery_selector: ".pictures", proxy_path: "a/b" } });
    const changed = await readContext("/");
    expect([changed?.[0], changed?.[10]]).toEqual(["/shop/first/a/b/events", ".pictures"]);
  });

  test("loads its asset from an address that browsers may keep for good", async () => {
    const page = await (await fetch(`${store}/`)).text();
    const [, path] = /<script src="(\/dev-store\/extensions\/[^"]+)" async/.exec(page) ?? [];
    const asset = await fetch(`${world.devStore.url}${path}`);
    expect(asset.headers.get("cache-control")).toContain("immutable");
    expect(await asset.text()).toContain("kindling-context");
    const unknown = await fetch(`${world.devStore.url}${path?.replace("kindling.js", "other.js")}`);
    expect(unknown.status).toBe(404);
  });

  test("is gone with the app", async () => {
    world.devStore.createShop({ domain: "second.myshopify.com" });
    const shop = world.devStore.shop("second.myshopify.com");
    shop.changeTheme({ appEmbeds: { kindling: { isActive: true } } });
    const page = await (await fetch(`${world.devStore.url}/shop/second/`)).text();
    expect(page).not.toContain("kindling-context");
  });
});

describe("a theme app extension", () => {
  let folder: string;
  const write = (file: string, text: string): void => {
    const path = join(folder, "extensions", "embed", file);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, text);
  };
  const read = () => readThemeExtensions(join(folder, "shopify.app.toml"));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "extension-"));
    write("shopify.extension.toml", 'type = "theme"\nname = "Embed"\nhandle = "embed"\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("is refused with folders and endings that the CLI does not deploy", () => {
    write("src/embed.ts", "");
    expect(read).toThrow("src/embed.ts");
    rmSync(join(folder, "extensions", "embed", "src"), { recursive: true });
    write("assets/embed.ts", "");
    expect(read).toThrow("assets/embed.ts");
  });

  test("is refused with a block that has no schema, or an unknown target", () => {
    write("blocks/embed.liquid", "<p></p>");
    expect(read).toThrow("blocks/embed.liquid has no {% schema %}");
    write("blocks/embed.liquid", '{% schema %}{ "name": "E", "target": "foot" }{% endschema %}');
    expect(read).toThrow(/blocks\/embed\.liquid is refused:[\s\S]*target/);
  });

  test("gives each setting its default, and a text without one the empty text", () => {
    const settings = [
      { type: "header", content: "About" },
      { type: "text", id: "a" },
      { type: "checkbox", id: "b" },
      { type: "range", id: "c", default: 3 },
    ];
    const schema = JSON.stringify({ name: "E", target: "body", settings });
    write("blocks/embed.liquid", `<p></p>{% schema %}${schema}{% endschema %}`);
    const [block] = read()[0]?.blocks ?? [];
    expect(block).toMatchObject({ liquid: "<p></p>", defaults: { a: "", b: false, c: 3 } });
  });

  test("of another type, and no extension at all, are left alone", () => {
    write("shopify.extension.toml", 'type = "web_pixel_extension"\nname = "Pixel"\n');
    expect(read()).toEqual([]);
    rmSync(join(folder, "extensions"), { recursive: true });
    expect(read()).toEqual([]);
  });
});
