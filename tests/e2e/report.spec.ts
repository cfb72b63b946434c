import { expect, test } from "@playwright/test";
import { testAccessibility } from "./accessibility.ts";

const REPORT = "/agencies/suqian-city/2024";
/** The customer's report: plain text, an older table inside a newer form, blanks among its numbers. */
const MIXED = "/agencies/yuyao-trade-union/2019";

testAccessibility([REPORT, MIXED, "/agencies/pingtan-zone/2015"]);

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  for (const path of [REPORT, MIXED, `/en${REPORT}`]) {
    test(`every number of ${path} leads to its cell in the original`, async ({ page }) => {
      await page.goto(path);
      const frame = page.frame("original");
      if (!frame) throw new Error("The page shows no original");
      const links = page.locator("table.form td[id] > a[target=original]");
      const count = await links.count();
      expect(count).toBeGreaterThan(150);
      for (const index of [0, Math.floor(count / 2), count - 1]) {
        const link = links.nth(index);
        const anchor = new URL((await link.getAttribute("href")) ?? "", page.url()).hash.slice(1);
        await link.evaluate((element) => element.scrollIntoView({ block: "start" }));
        await link.click();
        await expect.poll(() => page.frame("original")?.url()).toContain(`#${anchor}`);
        const cell = page.frameLocator("iframe[name=original]").locator(`#${anchor}`);
        await expect(cell).toBeInViewport();
        const digits = (text: string) => text.normalize("NFKC").replace(/[^\d.]/g, "");
        const shown = await link.evaluate((element) => element.firstChild?.textContent ?? "");
        expect(digits((await cell.textContent()) ?? "")).toBe(digits(shown));
      }
      expect(page.url()).toContain(path);
    });
  }

  test("the original keeps its words and runs nothing", async ({ page, request }) => {
    await page.goto(REPORT);
    const source = (await page.locator("iframe[name=original]").getAttribute("src")) ?? "";
    const answer = await request.get(source);
    expect(answer.headers()["content-security-policy"]).toContain("sandbox");
    expect(await answer.text()).not.toMatch(/<script|<iframe|<img|\son\w+=/i);
  });
});

test("a cell without a number says why and is no 0", async ({ page }) => {
  await page.goto(MIXED);
  const statistics = page.locator("table[data-form=statistics]");
  await expect(statistics.locator("td[id] .form-none").first()).toHaveText("空白");
  await expect(statistics.locator("td:not([id]) > .form-none").first()).toHaveText("无数据");
  await page.goto(`/en${MIXED}`);
  await expect(statistics.locator("td[id] .form-none").first()).toHaveText("blank");
});

test("each table says how many of its cells were read, the head how many in all", async ({ page }) => {
  await page.goto(REPORT);
  const lines = page.locator("section[aria-labelledby^=table-] > h2 + p");
  await expect(lines).toHaveText([/读出 10 格，共 10 格/, /读出 175 格，共 175 格/, /读出 15 格，共 15 格/]);
  await expect(page.locator("header dl").first()).toContainText("200 / 200");
});

test("the forms are drawn with the merged cells of the official ones", async ({ page }) => {
  await page.goto(REPORT);
  const requests = page.locator("table[data-form=requests]");
  await expect(requests.locator("th[rowspan='22']")).toHaveText("三、本年度办理结果");
  await expect(requests.locator("th[rowspan='8']")).toHaveText("（三）不予公开");
  await expect(requests.locator("th[colspan='5']")).toHaveText("法人或其他组织");
  await expect(requests.locator("td.form-corner")).toContainText("勾稽关系");
  await expect(page.locator("table[data-form=disclosure] th.form-heading")).toHaveText([
    "第二十条第（一）项",
    "第二十条第（五）项",
    "第二十条第（六）项",
    "第二十条第（八）项",
  ]);
});

test("agency, year and scope show the words they were decided by", async ({ page }) => {
  await page.goto(REPORT);
  await page.getByText("机关、年度和统计范围是怎样认定的").click();
  await expect(page.getByRole("region", { name: /^机关、年度和统计范围/ })).toContainText("统计期限");
});

for (const path of ["/agencies/nobody/2024", "/agencies/suqian-city/1999", "/agencies/suqian-city/soon"]) {
  test(`${path} is not found`, async ({ page, request }) => {
    expect((await page.goto(path))?.status()).toBe(404);
    const data = await request.get(`${path}/data.json`);
    expect(data.status()).toBe(404);
    expect((await data.json()).error.code).toBe("report-unknown");
  });
}
