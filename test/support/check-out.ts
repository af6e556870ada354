import type { Page } from "playwright-core";

/** From the cart's page through the checkout, as a guest. */
export async function checkOut(page: Page, email: string): Promise<void> {
  await page.getByRole("button", { name: "Check out" }).click();
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Continue to shipping" }).click();
  await page.getByRole("button", { name: "Continue to payment" }).click();
  await page.getByRole("button", { name: "Pay now" }).click();
  await page.getByRole("heading", { name: /Thank you/ }).waitFor();
}
