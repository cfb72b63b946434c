import { expect, test } from "@playwright/test";
import { testAccessibility } from "./accessibility.ts";

testAccessibility(["/coverage", "/coverage?region=350000&from=2011&to=2016", "/coverage?kind=no-such-kind"]);

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("a cell says its state in words and leads to the report", async ({ page }) => {
    await page.goto("/coverage");
    const row = page.locator("table.grid tbody tr").filter({ hasText: "平潭综合实验区管理委员会" });
    const inTime = row.getByRole("link", { name: "按时" });
    await expect(inTime).toHaveAttribute(
      "title",
      "平潭综合实验区管理委员会2022年度：按时公布（公布于2023年2月20日，期限2023年3月31日）",
    );
    await inTime.click();
    await expect(page).toHaveURL(/\/agencies\/pingtan-zone\/2022\?scope=whole-region$/);
  });

  test("the counts of a year are n of N, and every state is among them", async ({ page }) => {
    await page.goto("/coverage?from=2024&to=2024");
    const cell = async (row: string) =>
      await page
        .getByRole("row")
        .filter({ has: page.getByRole("rowheader", { name: row, exact: true }) })
        .locator("td")
        .textContent();
    expect(await cell("已收录")).toMatch(/^3 \/ 6/);
    expect(await cell("未收录")).toBe("3");
    await expect(page.locator("table.grid tbody td.missing")).toHaveCount(3);
  });

  test("the filter narrows agencies and years, and is kept in the downloads", async ({ page, request }) => {
    await page.goto("/coverage");
    await page.getByLabel("地区代码").fill("350000");
    await page.locator("select[name=from]").selectOption("2011");
    await page.locator("select[name=to]").selectOption("2013");
    await page.getByRole("button", { name: "筛选" }).click();
    await expect(page.locator("table.grid tbody tr")).toHaveCount(2);
    await expect(page.locator("table.grid thead th")).toHaveText(["机关", "2011", "2012", "2013"]);
    const csv = (await page.getByRole("link", { name: "CSV" }).getAttribute("href")) ?? "";
    const json = (await page.getByRole("link", { name: "JSON" }).getAttribute("href")) ?? "";
    const lines = (await (await request.get(csv)).text()).trim().split("\n");
    const { rows } = await (await request.get(json)).json();
    expect(lines).toHaveLength(7);
    expect(rows).toHaveLength(6);
    expect(rows.map(({ state }: { state: string }) => state)).not.toContain("missing");
    const xlsx = await request.get(csv.replace("data.csv", "data.xlsx"));
    expect((await xlsx.body()).subarray(0, 2).toString()).toBe("PK");
  });

  test("a condition that cannot be used is told, and no file guesses", async ({ page, request }) => {
    await page.goto("/en/coverage?region=x1");
    await expect(page.getByRole("status")).toContainText("region=x1");
    expect((await request.get("/en/coverage/data.csv?region=x1")).status()).toBe(400);
  });
});
