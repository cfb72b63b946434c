import { expect, test } from "@playwright/test";
import { expectAccessible, expectToFitTelephone } from "./accessibility.ts";

/** The fictional city in a data folder of its own, served beside the real reports (lib/setup/test.mjs). */
test.describe.configure({ mode: "parallel" });
test.use({ baseURL: process.env.DEMO_URL ?? "http://localhost:3000" });

const PAGES = [
  "/",
  "/compare",
  "/agencies",
  "/agencies/example-city-emergency",
  "/agencies/example-city-market",
  "/agencies/example-city/2024",
  "/regions/990100",
  "/coverage",
  "/quality",
];

for (const path of PAGES)
  test(`${path} says that nothing of it is real`, async ({ page }) => {
    const banner = page.getByRole("complementary", { name: /演示数据|Demonstration data/ });
    await page.goto(path);
    await expect(banner).toContainText("虚构");
    await page.goto(`/en${path}`);
    await expect(banner).toContainText("fictional");
    await expectToFitTelephone(page);
  });

test("the banner and a lineage are accessible", async ({ page }) => {
  test.slow();
  await page.goto("/agencies/example-city-emergency");
  await expectAccessible(page);
});

test("the series of a renamed agency goes on from its predecessor, with a mark", async ({ page }) => {
  await page.goto("/agencies/example-city-emergency");
  await expect(page.getByText(/数据出自前身示例市安全生产监督管理局/)).toBeVisible();
  await expect(page.getByRole("row", { name: /更名/ })).toContainText("2022年1月1日");
  await page.getByRole("link", { name: "示例市安全生产监督管理局" }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("示例市安全生产监督管理局");
});

test("what was merged is shown beside, and joins no series", async ({ page }) => {
  await page.goto("/agencies/example-city-market");
  await expect(page.getByText(/数据出自前身/)).toHaveCount(0);
  const lineage = page.locator("section[aria-labelledby=lineage]");
  await expect(lineage.getByRole("row", { name: /合并/ })).toHaveCount(2);
});

test("who is no more is not expected to file", async ({ page }) => {
  await page.goto("/coverage");
  const row = page.getByRole("row", { name: /^示例市林业局/ });
  await expect(row).toContainText("不存在");
  await expect(page.getByRole("row", { name: /^当年末不存在/ })).toBeVisible();
});

test("a city, its districts and their agencies are one tree", async ({ page }) => {
  await page.goto("/regions/990100");
  await page.locator("section[aria-labelledby=below]").getByRole("link", { name: "甲区" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("示例市甲区");
});

test("three keys find an agency", async ({ page }) => {
  await page.goto("/quality");
  await page.getByRole("combobox", { name: "查找机关" }).fill("yjg");
  await expect(page.getByRole("option").first()).toContainText("示例市应急管理局");
});

test("a profile sets the agency beside its peers, and leads to the whole picture", async ({ page }) => {
  await page.goto("/agencies/example-city-emergency");
  const peers = page.locator("section[aria-labelledby=peers]");
  await expect(peers).toContainText("同类同级");
  const row = peers.getByRole("row", { name: /本年新收申请/ });
  await expect(row).toContainText(/\d+ \/ \d+/);
  await row.getByRole("link").click();
  await expect(page).toHaveURL(/\/rank\?indicator=requests-received&year=2025&of=example-city-emergency/);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("two figures of agencies stand one against the other", async ({ page }) => {
  await page.goto(
    "/compare?agencies=region:990100&indicator=requests-received&rate=disclosure-rate&view=agency-indicator&at=2024&chart=scatter",
  );
  await expect(page.getByText("每个点是一个机关，两项都有数值的才画出。")).toBeVisible();
  const names = await page.locator(".chart .wide svg text").allTextContents();
  expect(names.some((name) => name.includes("公开率"))).toBe(true);
  expect(names.some((name) => name.includes("本年新收申请"))).toBe(true);
  const rows = page.locator("#values tbody tr", { has: page.locator("th") });
  const whole = (await rows.allTextContents()).filter((text) => /\d[\d,]*\s*\d+(?:\.\d+)?%/.test(text));
  expect(names.filter((name) => name.startsWith("示例市")).length).toBeLessThanOrEqual(whole.length);
  expect(whole.length).toBeGreaterThan(3);
});
