import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useBrowser } from "../../support/browser.ts";

const browser = useBrowser();
let server: Server;
let origin = "";

beforeAll(async () => {
  server = createServer((request, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(
      request.url === "/frame"
        ? `<button onclick="this.textContent='Pressed'">Press</button>`
        : `<title>Page</title><h1>Für Tests</h1><p>${request.headers["user-agent"]}</p>
           <iframe src="/frame"></iframe><script>console.log("quiet")</script>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  origin = `http://127.0.0.1:${address.port}`;
});

afterAll(() => {
  server.close();
});

test("a page of a local server is shown, pressed in its frame and photographed", async () => {
  const page = await browser.newPage();
  await page.goto(origin);
  expect(await page.locator("h1").textContent()).toBe("Für Tests");
  const button = page.frameLocator("iframe").getByRole("button");
  await button.click();
  expect(await button.textContent()).toBe("Pressed");
  const picture = readFileSync(await browser.screenshot(page, "browser-test"));
  expect(picture.subarray(1, 4).toString()).toBe("PNG");
});

test("the browser does not call itself headless", async () => {
  const page = await browser.newPage();
  await page.goto(origin);
  const userAgent = await page.locator("p").textContent();
  expect(userAgent).toMatch(/Chrome\/\d+/);
  expect(userAgent).not.toContain("Headless");
});

test("an error that the test names is no failure", async () => {
  browser.expectError(/on purpose/);
  const page = await browser.newPage();
  await page.setContent(`<script>console.error("on purpose")</script>`);
});
