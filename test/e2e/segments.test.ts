import { beforeAll, expect, test } from "vitest";
import { openInAdmin } from "../support/admin.ts";
import { useApp, type Installed } from "../support/app-world.ts";
import { useBrowser } from "../support/browser.ts";
import { lookAt } from "../support/page-states.ts";

const app = useApp();
const browser = useBrowser();
let installed: Installed;
let loyal: string[] = [];

const open = (path: string) => openInAdmin(app, browser, { shop: "segmented", path });

/** Six customers: three ordered three times, two once, one never. */
beforeAll(async () => {
  installed = await app.install("segmented", {
    before: (shop) => {
      const lines = [{ title: "Mug", quantity: 1, priceMinor: 2500 }];
      const customers = Array.from({ length: 6 }, () => shop.createCustomer({}).id);
      loyal = customers.slice(0, 3);
      for (const [place, customerId] of customers.slice(0, 5).entries()) {
        const times = place < 3 ? 3 : 1;
        for (let time = 0; time < times; time += 1) shop.createOrder({ customerId, lines });
      }
    },
  });
  await app.settle(installed.shopId);
}, 120_000);

const tagsOf = (customerId: string): readonly string[] =>
  installed.shop.customer(customerId)?.tags ?? [];

test("a merchant writes a segment, sees what it would do, and publishes, changes, restores and deletes it", async () => {
  const opened = await open("/app/segments");
  const { page, app: frame } = opened;
  await frame.getByRole("link", { name: "Create segment" }).click();
  await frame.getByRole("heading", { name: "New segment" }).waitFor();
  await lookAt(browser, opened, "segment-new-empty");
  await frame.getByLabel("Name", { exact: true }).fill("Regulars");
  await frame.getByLabel("Write a customer tag in Shopify").check();
  expect(await frame.getByLabel("Tag", { exact: true }).inputValue()).toBe("regulars");

  // What is wrong with the text is told at its place, and put right by the keyboard.
  const text = frame.getByLabel("Condition, as text");
  await text.fill("cuont order >= 2");
  await frame.getByRole("button", { name: "Line 1, column 1" }).waitFor();
  await lookAt(browser, opened, "segment-new-mistaken");
  await frame.getByRole("button", { name: "Use count" }).click();
  expect(await text.inputValue()).toBe("count order >= 2");
  await frame.getByLabel("Condition, as text").press("End");
  await text.pressSequentially(" and is cus");
  await frame.getByRole("option", { name: /^customer/ }).waitFor();
  await text.press("Enter");
  expect(await text.inputValue()).toBe("count order >= 2 and is customer");

  // The form says the same, and the preview counts.
  await frame.getByRole("group", { name: /^condition 2: Customer or visitor/ }).waitFor();
  await frame.getByText("Counted: all 6 people").waitFor();
  const sample = frame.getByRole("table", { name: "Who would be in it" });
  // The answer to what was typed before stands until the next one comes.
  await expect
    .poll(async () => (await sample.getByRole("rowheader").allInnerTexts()).toSorted(), {
      timeout: 15_000,
    })
    .toEqual(loyal.toSorted());
  await frame.getByRole("application", { name: /^The last 90 days/ }).waitFor();
  await lookAt(browser, opened, "segment-new-full");

  await page.getByRole("button", { name: "Save", exact: true }).click();
  await frame.getByRole("heading", { name: "Regulars", level: 1 }).waitFor();
  const members = frame.getByRole("table", { name: "Members of Regulars" });
  await members.waitFor({ timeout: 20_000 });
  expect((await members.getByRole("rowheader").allInnerTexts()).toSorted()).toEqual(
    loyal.toSorted(),
  );
  await frame.getByText("On 3 of 3 customers in Shopify.").waitFor({ timeout: 20_000 });
  for (const id of loyal) expect(tagsOf(id)).toContain("kindling:regulars");
  await lookAt(browser, opened, "segment-own");

  // Changed through the form: what the form says, the text says, too.
  await frame.getByRole("link", { name: "Edit" }).first().click();
  await frame.getByRole("heading", { name: "Edit Regulars" }).waitFor();
  await frame.getByText("Counted: all 6 people").waitFor();
  await lookAt(browser, opened, "segment-edit-full");
  await frame.getByRole("textbox", { name: "Number" }).fill("1");
  await expect
    .poll(() => frame.getByLabel("Condition, as text").inputValue())
    .toBe("count order >= 1 and is customer");
  await frame.getByText("Counted: all 6 people").waitFor();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await frame.getByRole("heading", { name: "Regulars", level: 1 }).waitFor();
  await frame.getByText("On 5 of 5 customers in Shopify.").waitFor({ timeout: 20_000 });

  // An earlier version comes back as the newest.
  await frame.getByRole("button", { name: "Restore version 1" }).click();
  await frame.getByText(/^Restored as version 3/).waitFor();
  await frame.getByText("On 3 of 3 customers in Shopify.").waitFor({ timeout: 20_000 });

  await frame.getByRole("button", { name: "Delete" }).click();
  const modal = frame.getByRole("dialog");
  await modal.getByText(/is removed from 3 customers in Shopify/).waitFor();
  await lookAt(browser, opened, "segment-delete");
  await modal.getByRole("button", { name: "Delete segment" }).click();
  await frame.getByRole("heading", { name: "Segments", level: 1 }).waitFor();
  expect(await frame.getByRole("link", { name: "Regulars" }).count()).toBe(0);
  await app.settle(installed.shopId);
  for (const id of loyal) expect(tagsOf(id)).not.toContain("kindling:regulars");
});

test("what cannot be published is refused in plain words, and nothing that was written is lost", async () => {
  const opened = await open("/app/segments/new?from=vip");
  const { page, app: frame } = opened;
  await frame.getByLabel("Name", { exact: true }).fill("");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await frame.getByText("A segment needs a name.").waitFor();
  await frame.getByLabel("Name", { exact: true }).fill("Almost VIP");
  await frame.getByLabel("Write a customer tag in Shopify").check();
  await frame.getByLabel("Tag", { exact: true }).fill("VIP");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await frame.getByText("This tag cannot be written").waitFor();
  await lookAt(browser, opened, "segment-new-refused");
  expect(await frame.getByLabel("Name", { exact: true }).inputValue()).toBe("Almost VIP");
  // Leaving asks; who stays has everything as it was.
  page.once("dialog", (dialog) => void dialog.dismiss());
  await frame.getByRole("link", { name: "Segments" }).first().click();
  expect(await frame.getByLabel("Tag", { exact: true }).inputValue()).toBe("VIP");
});

test("what was published meanwhile is told, and overwritten only when one says so", async () => {
  const opened = await open("/app/segments/win-back/edit");
  const { page, app: frame } = opened;
  const other = await open("/app/segments/win-back/edit");
  await other.app.getByLabel("Description").fill("Silent for long.");
  await other.page.getByRole("button", { name: "Save", exact: true }).click();
  await other.app.getByRole("heading", { name: "Win-back", level: 1 }).waitFor();

  await frame.getByLabel("Name", { exact: true }).fill("Come back");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await frame.getByText(/^Version 2 was published/).waitFor();
  await lookAt(browser, opened, "segment-edit-stale");
  expect(await frame.getByLabel("Name", { exact: true }).inputValue()).toBe("Come back");
});

test("whoever publishing moves is told to Flow where the merchant says so, and only there", async () => {
  const { shop, shopId } = installed;
  const publish = async (name: string, isTold: boolean): Promise<void> => {
    const { page, app: frame } = await open("/app/segments/new");
    await frame.getByLabel("Name", { exact: true }).fill(name);
    await frame.getByLabel("Condition, as text").fill("count order >= 2");
    const tell = frame.getByLabel(
      "Tell Shopify Flow of 3 customers who enter and 0 who leave by it",
    );
    await tell.waitFor();
    expect(await tell.isChecked()).toBe(false);
    if (isTold) await tell.check();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await frame.getByRole("heading", { name, level: 1 }).waitFor();
    await frame.getByRole("table", { name: `Members of ${name}` }).waitFor({ timeout: 20_000 });
    await app.settle(shopId);
    await page.close();
  };
  await shop.useFlowTrigger("kindling-segment-entered", true);
  await publish("Quietly", false);
  await publish("Loudly", true);
  const told = shop.flowTriggers().map(({ payload }) => payload);
  expect(told.map((payload) => payload["Segment"])).toEqual(["Loudly", "Loudly", "Loudly"]);
  expect(told.map((payload) => String(payload["customer_id"])).toSorted()).toEqual(
    loyal.toSorted(),
  );
});
