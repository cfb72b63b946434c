import { expect, test } from "@playwright/test";
import { testAccessibility } from "./accessibility.ts";

testAccessibility([
  "/agencies",
  "/agencies?q=nothing-like-it",
  "/agencies?q=pingtan",
  "/agencies?region=350100&held=yes",
  "/agencies/pingtan-zone",
  "/agencies/yuyao-trade-union",
]);

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("an agency is found by its short name and opened", async ({ page }) => {
    await page.goto("/agencies");
    await page.getByRole("searchbox", { name: "查找机关" }).fill("平潭综合实验区管委会");
    await page.getByRole("button", { name: "查找" }).click();
    await expect(page.locator("tbody tr")).toHaveCount(1);
    await expect(page.getByText(/^1 \/ [\d,]+ 个机关$/)).toBeVisible();
    await page.getByRole("link", { name: "平潭综合实验区管理委员会" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("平潭综合实验区管理委员会");
  });

  // Facets are links with their counts: which are worth following is seen before.
  test("facets hold together, and each says how many there are", async ({ page }) => {
    await page.goto("/en/agencies");
    for (const name of [/^With reports \d/, /^Government \d/, /^County \d/])
      await page.getByRole("link", { name }).click();
    await expect(page.locator("tbody th")).toHaveText(["Pingtan County People’s Government"]);
    await expect(page.getByRole("link", { name: /^County 1$/ })).toHaveAttribute("aria-current", "true");
    await page.getByRole("link", { name: "Clear" }).click();
    expect(await page.locator("tbody tr").count()).toBeGreaterThan(4);
  });

  test("the tree leads from the province to the county, and to its page", async ({ page }) => {
    await page.goto("/agencies");
    await page.getByText(/^按地区列出/).click();
    await page.getByRole("link", { name: /^福建省 \d/ }).click();
    await page.getByRole("link", { name: /^福州市 \d/ }).click();
    await page.getByRole("link", { name: /^平潭县 \d/ }).click();
    await expect(page).toHaveURL(/\/agencies\?region=350128$/);
    await expect(page.locator("tbody th").first()).toContainText("平潭");
    await page.getByRole("link", { name: "平潭县的情况" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("福建省福州市平潭县");
  });
});

test("the list is to be had as files, as it is narrowed", async ({ page, request }) => {
  await page.goto("/agencies?region=350128");
  const n = await page.locator("tbody tr").count();
  const address = (await page.getByRole("link", { name: "CSV" }).getAttribute("href")) ?? "";
  const lines = (await (await request.get(address)).text()).trim().split("\n");
  expect(lines).toHaveLength(n + 1);
  const { rows } = await (await request.get(address.replace("data.csv", "data.json"))).json();
  expect(rows).toHaveLength(n);
  expect((await request.get(address.replace("data.csv", "data.xlsx"))).status()).toBe(200);
  expect((await request.get("/agencies/data.csv?region=x")).status()).toBe(400);
});

test("a search without result says what to do", async ({ page }) => {
  await page.goto("/agencies?q=nothing-like-it");
  await expect(page.getByText("换一个较短的名称")).toBeVisible();
  await page.getByRole("link", { name: "显示全部机关" }).click();
  await expect(page).toHaveURL(/\/agencies$/);
});

test("a profile gives key figures with their change, or why there is none", async ({ page }) => {
  await page.goto("/agencies/pingtan-zone");
  const key = page.locator("section[aria-labelledby=key]");
  await expect(key.getByText(/比2024年/).first()).toBeVisible();
  await page.goto("/agencies/yuyao-trade-union");
  await expect(key.getByText("没有收录2018年报告，不作比较").first()).toBeVisible();
});

test("a profile draws its series and leads to the comparison, the reports and their files", async ({
  page,
}) => {
  await page.goto("/en/agencies/pingtan-zone");
  await expect(page.locator("section[aria-labelledby=series] svg[role=img]").first()).toBeVisible();
  const presets = page.locator("section[aria-labelledby=series] figcaption > a");
  await expect(presets.first()).toHaveAttribute("href", /^\/en\/compare\?agencies=pingtan-zone&/);
  const rows = page.locator("section[aria-labelledby=reports] tbody tr");
  await expect(rows).toHaveCount(15);
  await expect(rows.first().locator("a[href^='/en/documents/']")).toBeVisible();
  await rows.first().getByRole("rowheader").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("2025");
});

test("an unknown agency is not found", async ({ page }) => {
  expect((await page.goto("/agencies/nobody"))?.status()).toBe(404);
});
