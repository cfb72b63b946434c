import { expect, test } from "@playwright/test";
import { testAccessibility } from "./accessibility.ts";

testAccessibility([
  "/indicators",
  "/method",
  "/indicators/denied",
  "/indicators/disclosure-rate",
  "/indicators/request-outcomes",
]);

test("an indicator tells its printed places, comparability, breaks and values", async ({ page }) => {
  await page.goto("/indicators");
  await page.getByRole("link", { name: "不予公开", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("不予公开");
  const series = page.locator("section[aria-labelledby=series]").first();
  await expect(series.getByRole("link", { name: "1.属于国家秘密" }).first()).toBeVisible();
  await expect(page.locator("section[aria-labelledby=breaks] li").first()).toBeVisible();
  await expect(page.locator("section[aria-labelledby=values] svg[role=img]").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "在比较页打开" })).toHaveAttribute(
    "href",
    /\/compare\?agencies=.+&indicator=denied$/,
  );
});

test("rates and compositions have pages too", async ({ page }) => {
  await page.goto("/en/indicators/disclosure-rate");
  await expect(page.getByText("(in full + in part) ÷ results, total")).toBeVisible();
  await page.goto("/en/indicators/request-outcomes");
  await expect(page.getByRole("link", { name: "Not processed" })).toBeVisible();
});

test("an unknown indicator is not found", async ({ page }) => {
  expect((await page.goto("/indicators/nothing"))?.status()).toBe(404);
});
