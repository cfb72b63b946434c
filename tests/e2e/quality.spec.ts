import { expect, test } from "@playwright/test";
import { expectToFitTelephone, testAccessibility } from "./accessibility.ts";

testAccessibility([
  "/quality",
  "/quality?verdict=not-assessable&year=2024",
  "/quality?check=no-such-check",
  "/agencies/pingtan-zone/notice",
  "/agencies/pingtan-zone/notice?year=2020",
]);

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("a cell of the matrix leads to the list, the list to the report, the report to the original", async ({
    page,
  }) => {
    await page.goto("/quality");
    const row = page.locator("table.matrix tbody tr").filter({ hasText: "办理结果总计 ＝ 各项办理结果之和" });
    await row.getByRole("link", { name: /^2020年/ }).click();
    await expect(page).toHaveURL(/\/quality\?check=requests-results&year=2020#list$/);
    const failures = page.locator("table.failures tbody tr");
    await expect(failures).toHaveCount(2);
    await expect(failures.first()).toContainText("-6");
    await expect(failures.first()).toContainText("原件如此");
    await failures.first().locator("td.statement a").first().click();
    await expect(page).toHaveURL(
      /\/agencies\/pingtan-zone\/2020\?scope=whole-region&cell=\d+-\d+-\d+#check-requests-results-/,
    );
    const finding = page.locator("li", { has: page.locator("[id^=check-requests-results-]") }).first();
    await expect(finding).toContainText("办理结果总计");
    await expect(page.locator(".form-finding").first()).toBeVisible();
    await finding.locator("summary").click();
    const original = await finding.locator(".operands a").first().getAttribute("href");
    expect(original).toMatch(/^\/documents\/[\da-f]{64}\/view#cell-\d+-\d+-\d+$/);
    await page.goto(original ?? "");
    await expect(page.locator(`[id="${original?.split("#")[1]}"]`)).toBeVisible();
  });

  test("the filter holds every field, and can be cleared", async ({ page }) => {
    await page.goto("/en/quality");
    await page.getByLabel("Severity").selectOption("error");
    await page.getByRole("textbox", { name: "Agency" }).fill("余姚市总工会");
    await page.getByRole("button", { name: "Filter" }).click();
    await expect(page).toHaveURL(/severity=error/);
    await expect(page.locator("table.failures tbody tr")).not.toHaveCount(0);
    await expect(page.locator("table.failures .chip:not(.error)")).toHaveCount(0);
    await page.getByRole("link", { name: "Clear" }).click();
    await expect(page).toHaveURL(/\/en\/quality#list$/);
  });

  test("what cannot be assessed says what is missing", async ({ page }) => {
    await page.goto("/quality?verdict=not-assessable&check=carry-over");
    await expect(page.locator("table.failures tbody tr").first()).toContainText("结转");
  });

  test("the report counts its checks and the profile keeps its record", async ({ page }) => {
    await page.goto("/agencies/pingtan-zone/2024");
    await expect(page.getByText(/核对 \d+ 次：相符 \d+，不符 \d+，不能核对 \d+/)).toBeVisible();
    await page.goto("/agencies/pingtan-zone");
    const record = page.locator("section[aria-labelledby=checks] tbody tr");
    await expect(record).toHaveCount(15);
    await record.nth(1).locator("td a").first().click();
    await expect(page).toHaveURL(/\/quality\?agency=pingtan-zone&year=2024&verdict=failed#list$/);
  });

  test("points of a chart that a failed check touches lead to it", async ({ page }) => {
    await page.goto("/compare?agencies=pingtan-zone&indicator=normative-documents-in-force");
    await page.locator(".failed-points summary").click();
    await expect(page.locator(".failed-points a").first()).toHaveAttribute(
      "href",
      /\/agencies\/pingtan-zone\/20\d\d\?.*#check-normative-documents-stock/,
    );
  });
});

test("the notice is to be had on paper and for Word", async ({ page, request }) => {
  await page.goto("/agencies/pingtan-zone/notice?year=2020");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("政府信息公开工作年度报告整改通知单");
  await expect(page.locator("article tbody tr")).toHaveCount(2);
  const href = (await page.getByRole("link", { name: "下载 Word 文档" }).getAttribute("href")) ?? "";
  const file = await request.get(href);
  expect(file.headers()["content-type"]).toContain("wordprocessingml");
  expect((await file.body()).subarray(0, 2).toString()).toBe("PK");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("link", { name: "下载 Word 文档" })).toBeHidden();
});

test("the twins hold the same rows", async ({ request }) => {
  for (const path of ["/quality", "/quality/matrix"]) {
    const json = (await (await request.get(`${path}/data.json`)).json()) as { rows: object[] };
    const csv = await (await request.get(`${path}/data.csv`)).text();
    expect(csv.trim().split("\r\n").length).toBe(json.rows.length + 1);
    const xlsx = await request.get(`${path}/data.xlsx`);
    expect(xlsx.headers()["content-type"]).toContain("spreadsheetml");
  }
  expect((await request.get("/quality/data.csv?year=soon")).status()).toBe(400);
});

test("the header fits the narrowest telephone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto("/en/quality");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await expectToFitTelephone(page);
});
