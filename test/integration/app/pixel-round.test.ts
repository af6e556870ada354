import { expect, test } from "vitest";
import { useApp } from "../../support/app-world.ts";

const app = useApp();

test("the worker activates the pixel of a shop that installs, and again of one that comes back", async () => {
  const { shop, shopId } = await app.install("pixelled");
  const token = async (): Promise<string | undefined> => {
    const { rows } = await app.pool.query<{ token: string }>(
      "SELECT pixel_token AS token FROM shop WHERE shop_id = $1",
      [shopId],
    );
    return rows[0]?.token;
  };
  const first = shop.webPixel();
  expect(first?.settings).toEqual({
    shopToken: await token(),
    endpoint: `${app.appUrl}/pixel/events`,
  });

  await shop.uninstallApp();
  await expect
    .poll(async () => {
      const { rows } = await app.pool.query("SELECT status FROM shop WHERE shop_id = $1", [shopId]);
      return rows;
    })
    .toEqual([{ status: "uninstalled" }]);
  expect(shop.webPixel()).toBeUndefined();
  await shop.installApp();
  await expect.poll(() => shop.webPixel()?.settings, { timeout: 10_000 }).toEqual(first?.settings);
  expect(shop.webPixel()?.id).not.toBe(first?.id);
});
