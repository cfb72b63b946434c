import { expect, test } from "@playwright/test";
import { testAccessibility } from "./accessibility.ts";

testAccessibility(["/regions/350000", "/regions/350128", "/regions/321300"]);

test("every province has a square that says n of N and leads to its page", async ({ page }) => {
  await page.goto("/agencies");
  const squares = page.locator("section[aria-labelledby=provinces] li a");
  await expect(squares).toHaveCount(34);
  const fujian = squares.filter({ hasText: "福建" });
  await expect(fujian).toHaveText(/\d+\/\d+/);
  await fujian.click();
  await expect(page).toHaveURL(/\/regions\/350000$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("福建省");
});

test("a region leads to those below it and back up", async ({ page }) => {
  await page.goto("/regions/350000");
  await page.locator("section[aria-labelledby=below]").getByRole("link", { name: "福州市" }).click();
  await page.locator("section[aria-labelledby=below]").getByRole("link", { name: "平潭县" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("福建省福州市平潭县");
  await page.locator(".trail").getByRole("link", { name: "福建省" }).click();
  await expect(page).toHaveURL(/\/regions\/350000$/);
});

test("a roll-up stands beside its parts, and what is missing is no zero", async ({ page }) => {
  await page.goto("/regions/321300?year=2023");
  const rollUp = page.locator("section[aria-labelledby=roll-up]");
  await expect(rollUp).toContainText("无法核对");
  await expect(rollUp.locator("tbody").last().getByRole("row")).toHaveCount(6);
  await expect(rollUp.getByRole("row", { name: /沭阳县/ })).toContainText("无数据");
  await rollUp.getByRole("link", { name: "2024" }).click();
  await expect(page.getByRole("heading", { name: /2024年/ })).toBeVisible();
});

test("a code that is no more tells what it went into", async ({ page }) => {
  await page.goto("/en/regions/110103");
  await page
    .locator("section[aria-labelledby=history]")
    .getByRole("link", { name: /110101/ })
    .click();
  await expect(page).toHaveURL(/\/en\/regions\/110101$/);
  await expect(page.locator("section[aria-labelledby=history]")).toContainText("崇文区");
});

test("a code that names nothing is not found", async ({ page }) => {
  expect((await page.goto("/regions/999999"))?.status()).toBe(404);
  expect((await page.goto("/regions/35"))?.status()).toBe(404);
});
