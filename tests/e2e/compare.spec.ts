import { expect, type Page, test } from "@playwright/test";
import { testAccessibility } from "./accessibility.ts";

const TREND = "/compare";
const RATE = "/compare?rate=disclosure-rate&chart=bar";
const COMPOSITION = "/compare?composition=request-outcomes&mode=share";

testAccessibility([TREND, RATE, COMPOSITION]);

interface Row {
  readonly [column: string]: string | number | null;
}

/** RFC 4180 with CRLF after a byte order mark, undone. */
function parseCsv(text: string): Row[] {
  expect(text.startsWith("\uFEFF")).toBe(true);
  const records = [...text.slice(1).matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g)];
  const rows: string[][] = [[]];
  for (const [, field = "", end] of records) {
    rows.at(-1)?.push(field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field);
    if (end === "\r\n") rows.push([]);
  }
  const [head = [], ...body] = rows.slice(0, -1);
  return body.map((fields) => Object.fromEntries(head.map((name, index) => [name, fields[index] ?? ""])));
}

async function downloads(page: Page): Promise<{ csv: Row[]; json: Row[] }> {
  const address = async (name: RegExp) => (await page.getByRole("link", { name }).getAttribute("href")) ?? "";
  const csv = await page.request.get(await address(/^CSV/));
  const json = await page.request.get(await address(/^JSON/));
  expect(csv.headers()["content-disposition"]).toMatch(/attachment; filename="gongkai-[\w-]+\.csv"/);
  return { csv: parseCsv(await csv.text()), json: (await json.json()).rows };
}

test.describe("a comparison", () => {
  test("is drawn and tabled without scripts, on desk and telephone", async ({ browser }) => {
    for (const [width, shown] of [
      [1440, ".wide"],
      [390, ".narrow"],
    ] as const) {
      const page = await browser.newPage({ javaScriptEnabled: false, viewport: { width, height: 900 } });
      await page.goto(TREND);
      await expect(page.locator(".chart .drawn:visible")).toHaveCount(1);
      await expect(page.locator(`.chart ${shown} svg[role=img]`)).toBeVisible();
      await expect(page.getByRole("table")).toBeVisible();
      await page.close();
    }
  });

  test("table, CSV and JSON hold the same cells", async ({ page }) => {
    await page.goto("/en/compare?indicator=requests-received");
    const { csv, json } = await downloads(page);
    expect(csv.length).toBe(json.length);
    const texts = json.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, cell]) => [name, cell === null ? "" : String(cell)]),
      ),
    );
    expect(csv).toEqual(texts);
    const table = page.getByRole("table");
    const years = (await table.locator("thead th").allTextContents()).slice(1);
    const shown: string[] = [];
    for (const row of await table.locator("tbody tr").all()) {
      const cells = await row
        .locator("td")
        .evaluateAll((all) => all.map((cell) => (cell.querySelector("a") ?? cell).textContent ?? ""));
      shown.push(...cells);
    }
    expect(years).toHaveLength(15);
    const expected = json.map(({ status, amount, scope }) =>
      scope === null ? "not held" : status === "reported" ? Number(amount).toLocaleString("en-GB") : null,
    );
    expect(shown).toHaveLength(expected.length);
    for (const [index, text] of expected.entries()) if (text !== null) expect(shown[index]).toBe(text);
  });

  test("each number leads to its cell on the page of its report", async ({ page }) => {
    await page.goto("/en/compare?agencies=suqian-city&indicator=requests-received&years=2024");
    await page.getByRole("table").getByRole("link", { name: "3,525" }).click();
    await expect(page).toHaveURL(/\/en\/agencies\/suqian-city\/2024\?cell=(\d+-\d+-\d+)#cell-\1$/);
    const anchor = new URL(page.url()).hash.slice(1);
    await expect(page.locator(`[id="${anchor}"]`)).toContainText("3,525");
  });

  test("each rate prints the fraction it is", async ({ page }) => {
    await page.goto("/en/compare?agencies=suqian-city&rate=disclosure-rate&years=2023-2024");
    await expect(page.getByRole("table")).toContainText("43.6%");
    await expect(page.getByRole("table")).toContainText("1,519 / 3,486");
  });

  test("a composition shows the printed whole, and where the parts do not add up to it", async ({ page }) => {
    await page.goto("/en/compare?agencies=pingtan-zone&composition=request-outcomes&years=2019-2020");
    const rows = page.getByRole("table").locator("tbody tr");
    await expect(rows.nth(0).locator("td").last()).toHaveText("0");
    // With the mark of the sum that fails.
    await expect(rows.nth(1).locator("td").nth(-2)).toHaveText("21!");
    await expect(rows.nth(1).locator("td").last()).toHaveText("-6");
  });

  test("what the form sends becomes the address one keeps", async ({ browser }) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto("/en/compare?agencies=suqian-city,huaian-city");
    await page.getByLabel("What to compare").selectOption({ label: "Disclosure rate" });
    await page.getByLabel("from").fill("2023");
    await page.getByLabel("to", { exact: true }).fill("2024");
    await page.getByLabel("Bars").check();
    await page.getByRole("button", { name: "Compare" }).click();
    const { pathname, search } = new URL(page.url());
    expect(pathname + search).toBe(
      "/en/compare?agencies=suqian-city,huaian-city&rate=disclosure-rate&years=2023-2024&chart=bar",
    );
    await page.close();
  });

  test("can be asked for from the keyboard alone", async ({ page }) => {
    await page.goto("/en/compare?agencies=suqian-city,huaian-city");
    await page.getByLabel("Lines").focus();
    await page.keyboard.press("ArrowRight");
    await expect(page.getByLabel("Bars")).toBeChecked();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/chart=bar/);
  });

  test("an address that cannot be read is explained on the page, and refused as a file", async ({
    page,
    request,
  }) => {
    await page.goto("/en/compare?indicator=no-such-thing&years=now");
    const status = page.locator(".note[role=status]");
    await expect(status).toContainText("no-such-thing");
    await expect(status).toContainText("write them like 2011-2025");
    await expect(page.getByRole("table")).toBeVisible();
    const answer = await request.get("/compare/data.csv?indicator=no-such-thing");
    expect(answer.status()).toBe(400);
    expect((await answer.json()).error).toMatchObject({ code: "bad-query", status: 400 });
  });

  test("breaks of the forms are explained under their numbers", async ({ page }) => {
    await page.goto("/en/compare?rate=disclosure-rate");
    const list = page.locator("section.notes ol li");
    await expect(list.filter({ hasText: "Form of 2021" })).toHaveCount(1);
    expect(await list.count()).toBeGreaterThanOrEqual(4);
  });

  test("wakes without moving the page, and tells what is pointed at", async ({ page }) => {
    await page.goto(
      "/en/compare?agencies=pingtan-zone,suqian-city&indicator=requests-received&years=2011-2025",
    );
    const below = page.getByRole("heading", { name: "Table" });
    const before = await below.boundingBox();
    await page.waitForSelector(".chart[data-live]");
    expect(await below.boundingBox()).toEqual(before);
    await page.locator(".chart .canvas").hover();
    await expect(page.locator(".chart .tip")).toContainText(/^20\d\d.*cases/);
  });
});
