import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessibility.ts";

const box = (page: Page) => page.getByRole("combobox", { name: "查找机关" });
const hits = (page: Page) => page.locator("[role=listbox] [role=option]");

test("a few keys in the header and the arrow keys lead to an agency from any page", async ({ page }) => {
  await page.goto("/coverage");
  await box(page).pressSequentially("ptzh");
  await expect(hits(page).first()).toContainText("平潭综合实验区管理委员会");
  await expect(box(page)).toHaveAttribute("aria-expanded", "true");
  await expect(box(page)).not.toHaveAttribute("aria-activedescendant", /./);
  await page.keyboard.press("ArrowDown");
  const active = await box(page).getAttribute("aria-activedescendant");
  expect(await hits(page).first().getAttribute("id")).toBe(active);
  await expect(hits(page).first()).toHaveAttribute("aria-selected", "true");
  await expect(box(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/agencies\/pingtan-zone$/);
});

test("without a choice Enter asks for all that is found, and Escape only closes the list", async ({
  page,
}) => {
  await page.goto("/quality");
  await box(page).pressSequentially("平潭");
  await expect(hits(page).first()).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(hits(page)).toHaveCount(0);
  await expect(box(page)).toHaveAttribute("aria-expanded", "false");
  await expect(box(page)).toHaveValue("平潭");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/agencies\?q=/);
  expect(await page.locator("tbody tr").count()).toBeGreaterThan(1);
});

test("the arrows go round through the field, and leaving it closes the list", async ({ page }) => {
  await page.goto("/method");
  await box(page).pressSequentially("pingtan");
  await expect(hits(page).first()).toBeVisible();
  await page.keyboard.press("ArrowUp");
  await expect(hits(page).last()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("ArrowDown");
  await expect(box(page)).not.toHaveAttribute("aria-activedescendant", /./);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "查找" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(hits(page)).toHaveCount(0);
});

test("the list moves nothing, is accessible, and fits the narrowest telephone", async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/coverage");
  const before = await page.locator("main").boundingBox();
  await box(page).pressSequentially("pingtan");
  await expect(hits(page).first()).toBeVisible();
  expect(await page.locator("main").boundingBox()).toEqual(before);
  const list = await page.getByRole("listbox").boundingBox();
  expect(list?.x).toBeGreaterThanOrEqual(0);
  expect((list?.x ?? 0) + (list?.width ?? 999)).toBeLessThanOrEqual(360);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expectAccessible(page);
});

test("a hit is opened by pointing at it, in the language of the page", async ({ page }) => {
  await page.goto("/en/method");
  const field = page.getByRole("combobox", { name: "Find an agency" });
  await field.pressSequentially("yuyao");
  const hit = hits(page).filter({ hasText: "Trade Union" });
  await hit.first().click();
  await expect(page).toHaveURL(/\/en\/agencies\/yuyao-trade-union$/);
});

test("what is not found is said", async ({ page }) => {
  await page.goto("/");
  await box(page).pressSequentially("xyzxyz");
  await expect(page.getByRole("status").filter({ hasText: "没有找到机关" })).toBeAttached();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the header is a plain form", async ({ page }) => {
    await page.goto("/en/coverage");
    await page.getByRole("searchbox", { name: "Find an agency" }).fill("yuyao");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page).toHaveURL(/\/en\/agencies\?q=yuyao$/);
    await expect(page.locator("tbody a[href='/en/agencies/yuyao-trade-union']")).toBeVisible();
  });
});

test("the answers for lists are JSON that may be kept for a while", async ({ request }) => {
  const answer = await request.get("/api/search?q=ptzh&lang=en");
  expect(answer.headers()["cache-control"]).toContain("max-age=60");
  const { query, hits: found } = await answer.json();
  expect(query).toBe("ptzh");
  expect(found[0]).toMatchObject({ id: "pingtan-zone", address: "/en/agencies/pingtan-zone" });
  expect((await (await request.get("/api/search")).json()).hits).toEqual([]);
});
