import { expect, test } from "@playwright/test";
import { expectToFitTelephone, testAccessibility } from "./accessibility.ts";

const AROUND = "/rank?rate=disclosure-rate&year=2024&of=suqian-city&peers=level";

testAccessibility([
  "/rank",
  AROUND,
  "/rank?indicator=requests-received&year=2024&peers=all&sort=name&order=asc",
  "/rank?rate=no-such-rate&year=1999",
]);

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("from the navigation to a figure in its original", async ({ page }) => {
    await page.goto("/en");
    await page
      .getByRole("navigation", { name: "Main navigation" })
      .getByRole("link", { name: "Rank" })
      .click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ranking and distribution");
    await page.goto(`/en${AROUND}`);
    const row = page.locator("table.numbers tbody tr").filter({ hasText: "Huai’an" });
    // 1,816 of 3,050 (REPORTS.md 4.2).
    await expect(row).toContainText("59.5%");
    await expect(row.locator(".fraction")).toHaveText("1,816 / 3,050");
    await row.locator(".fraction").click();
    await expect(page).toHaveURL(/\/en\/agencies\/huaian-city\/2024\?cell=/);
  });

  test("a head sorts, and again the other way, in the address alone", async ({ page }) => {
    await page.goto(`/en${AROUND}`);
    const names = page.locator("table.numbers tbody:first-of-type th[scope=row]");
    const before = await names.allTextContents();
    await page.getByRole("link", { name: "Denominator", exact: true }).click();
    await expect(page).toHaveURL(/sort=cases#table$/);
    await expect(page.locator("th[aria-sort=descending]")).toHaveText(/Denominator/);
    const cases = (await names.allTextContents()).toSorted();
    expect(cases).toEqual(before.toSorted());
    await page.getByRole("link", { name: "Denominator", exact: true }).click();
    await expect(page).toHaveURL(/sort=cases&order=asc#table$/);
  });

  test("another group is one click away and says how many it has", async ({ page }) => {
    await page.goto(`/en${AROUND}`);
    const groups = page.getByRole("navigation", { name: "Another group" });
    await expect(groups.locator("[aria-current=true]")).toHaveText(/^Same level \(\d+\)$/);
    await groups.getByRole("link", { name: /^Same kind and level \(\d+\)/ }).click();
    await expect(page).toHaveURL(/peers=kind-level$/);
    await expect(page.getByRole("heading", { level: 2 }).first()).toContainText("Same kind and level");
  });

  test("the form leads to an address one can keep", async ({ page }) => {
    await page.goto("/rank");
    await page.getByLabel("比率或指标").selectOption({ label: "不予公开率" });
    await page.locator("select[name=year]").selectOption("2024");
    await page.getByLabel("与哪个机关相比").fill("宿迁");
    await page.getByRole("button", { name: "显示" }).click();
    await expect(page).toHaveURL(/\/rank\?rate=denial-rate&year=2024&of=suqian-city&peers=/);
  });

  test("small denominators have no place and no report is no zero", async ({ page }) => {
    await page.goto("/en/rank?rate=disclosure-rate&year=2019&peers=all");
    const small = page.locator("tbody.unranked tr").filter({ hasText: "Yuyao" });
    await expect(small).toHaveCount(1);
    await expect(small).toContainText("too few");
    await expect(page.getByRole("heading", { name: /^Agencies without a figure/ })).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: "no report held" }).first()).toBeVisible();
  });
});

test("view, CSV, JSON and XLSX hold the same", async ({ page, request }) => {
  await page.goto(`/en${AROUND}`);
  const address = async (name: string) =>
    (await page.getByRole("link", { name, exact: true }).getAttribute("href")) ?? "";
  const json = await (await request.get(await address("JSON"))).json();
  const lines = (await (await request.get(await address("CSV"))).text()).trim().split("\r\n");
  expect(lines).toHaveLength(json.rows.length + 1);
  const shown = await page.locator("table.numbers tbody tr:has(.fraction)").count();
  const held = json.rows.filter(({ denominator }: { denominator: number | null }) => denominator !== null);
  expect(shown).toBe(held.length);
  const huaian = json.rows.find(({ agency }: { agency: string }) => agency === "huaian-city");
  expect(huaian).toMatchObject({ numerator: 1816, denominator: 3050, value: 1816 / 3050 });
  expect(json.notes.length).toBeGreaterThan(5);
  const xlsx = await request.get(await address("XLSX"));
  expect((await xlsx.body()).subarray(0, 2).toString()).toBe("PK");
  expect((await request.get("/en/rank/data.csv?sort=size")).status()).toBe(400);
});

test("the drawings say what they show", async ({ page }) => {
  await page.goto(`/en${AROUND}`);
  await expect(page.getByRole("heading", { name: "Distribution", exact: true })).toBeVisible();
  await expect(page.locator(".drawn svg title").first()).toContainText("Disclosure rate, 2024");
  await expectToFitTelephone(page);
});

test("compare and the dictionary lead here", async ({ page }) => {
  for (const path of ["/en/compare?rate=disclosure-rate&years=2023-2024", "/en/indicators/disclosure-rate"]) {
    await page.goto(path);
    await page.getByRole("link", { name: "See where each agency stands" }).click();
    await expect(page).toHaveURL(/\/en\/rank\?rate=disclosure-rate/);
  }
});
