import { expect, test } from "@playwright/test";
import { testAccessibility } from "./accessibility.ts";

const PAGE = "/agencies/pingtan-zone/2019/versions";

testAccessibility([`${PAGE}?from=1&to=4`]);

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a report leads to its versions, and a cell that differs to its place in each file", async ({
    page,
  }) => {
    await page.goto("/agencies/pingtan-zone/2019");
    await page.getByRole("link", { name: /各版本的文件/ }).click();
    const list = page.getByRole("region", { name: /^版本（4）/ });
    await expect(list.getByRole("row")).toHaveCount(5);
    await page.getByLabel("从").selectOption({ index: 3 });
    await page.getByRole("button", { name: "比较" }).click();
    await expect(page.getByRole("heading", { name: "第 1 版到第 4 版：1 格不同" })).toBeVisible();
    const row = page.getByRole("region", { name: /逐格差异/ }).getByRole("row", { name: /行政处罚/ });
    await expect(row.getByText(/^印作/)).toHaveCount(2);
    const links = await row
      .getByRole("link")
      .evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? ""));
    expect(new Set(links).size).toBe(2);
    for (const link of links) {
      const [address = "", cell = ""] = link.split("#");
      expect(await (await page.request.get(address)).text()).toContain(`id="${cell}"`);
    }
  });

  test("another year's text is set beside, and the comparison of versions stays", async ({ page }) => {
    await page.goto(`${PAGE}?from=1&to=4`);
    await page.getByRole("combobox", { name: "对照年度" }).selectOption("2017");
    await page.getByRole("button", { name: "对照", exact: true }).click();
    await expect(page).toHaveURL(/from=1.*against=2017/);
    await expect(page.getByRole("heading", { name: "与 2017 年的文字对照" })).toBeVisible();
    await expect(page.getByText("只换数字").first()).toBeVisible();
  });
});

test("the files hold what the page shows, and say so where there is nothing", async ({ request }) => {
  const json = await (await request.get(`${PAGE}/data.json?from=1&to=4`)).json();
  expect(json.rows).toHaveLength(1);
  expect(json.rows[0]).toMatchObject({ change: "printed", before_version: 1, after_version: 4 });
  const csv = await (await request.get(`${PAGE}/data.csv?from=1&to=4`)).text();
  expect(csv.trim().split("\r\n")).toHaveLength(2);
  const text = await (await request.get(`${PAGE}/text/data.json`)).json();
  expect(text.rows.length).toBeGreaterThan(10);
  expect((await request.get(`${PAGE}/data.csv?from=9`)).status()).toBe(404);
  expect((await request.get(`${PAGE}/data.csv?from=x`)).status()).toBe(400);
  expect((await request.get("/agencies/pingtan-zone/1999/versions/data.csv")).status()).toBe(404);
});
