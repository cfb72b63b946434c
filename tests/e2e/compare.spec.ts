import { expect, type Page, test } from "@playwright/test";
import { unzipSync } from "fflate";
import { expectAccessible, testAccessibility } from "./accessibility.ts";

const TREND = "/compare";
const RATE = "/compare?rate=disclosure-rate&chart=bar";
const COMPOSITION = "/compare?composition=request-outcomes&mode=share";

const INDICATORS =
  "/compare?agencies=suqian-city,huaian-city,pingtan-zone&indicator=requests-received,denied&rate=disclosure-rate&years=2023-2024&view=agency-indicator&at=2024&chart=heat";
const STACKED =
  "/compare?agencies=pingtan-zone&indicator=denied,unable,not-processed&years=2019-2025&view=indicator-year&chart=stacked&mode=share";
const FLOW = "/compare?agencies=pingtan-zone&composition=request-outcomes&years=2019&chart=flow&mode=share";
const DIFFERENCE = "/compare?agencies=suqian-city&rate=disclosure-rate&years=2023-2024&chart=difference";
const INDEX =
  "/compare?agencies=pingtan-zone&indicator=requests-received&years=2019-2025&chart=line&mode=index&base=2019";

testAccessibility([TREND, RATE, COMPOSITION, INDICATORS, STACKED, FLOW]);

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

/** Rows of the first sheet of a workbook, by the ids in its first line; nothing for an empty cell. */
function parseWorkbook(bytes: Uint8Array): Row[] {
  const xml = new TextDecoder().decode(unzipSync(bytes)["xl/worksheets/sheet1.xml"]);
  const undone = (text: string) =>
    text
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, "&");
  const lines = [...xml.matchAll(/<row r="\d+">(.*?)<\/row>/gs)].map(([, cells = ""]) => {
    const found = [
      ...cells.matchAll(/<c r="([A-Z]+)\d+"[^>]*>(?:<v>([^<]*)<\/v>|<is><t[^>]*>([^<]*)<\/t><\/is>)<\/c>/g),
    ];
    return new Map(
      found.map(([, column = "", number, text]) => [
        column,
        number === undefined ? undone(text ?? "") : Number(number),
      ]),
    );
  });
  const [head = new Map<string, string | number>(), ...body] = lines;
  return body.map((cells) =>
    Object.fromEntries([...head].map(([column, name]) => [name, cells.get(column) ?? null])),
  );
}

test.describe("what is seen is what is taken along", () => {
  for (const path of [TREND, RATE, COMPOSITION, INDICATORS, STACKED, INDEX, DIFFERENCE]) {
    test(`${path}: CSV, XLSX and JSON hold the same cells`, async ({ page }) => {
      await page.goto(`/en${path}`);
      const { csv, json } = await downloads(page);
      const address = await page.getByRole("link", { name: "XLSX" }).getAttribute("href");
      const workbook = await page.request.get(address ?? "");
      const rows = parseWorkbook(await workbook.body());
      expect(json.length).toBeGreaterThan(0);
      const texts = json.map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, cell]) => [name, cell === null ? "" : String(cell)]),
        ),
      );
      expect(csv).toEqual(texts);
      expect(rows).toEqual(json.map((row) => ({ ...row })));
    });
  }

  test("table and files are in one order and pass one filter", async ({ page }) => {
    await page.goto(`/en${INDICATORS}&sort=-indicator.denied`);
    const { json } = await downloads(page);
    const names = await page.locator("#values tbody th").allTextContents();
    expect(new Set(json.map((row) => row.agency_name))).toEqual(new Set(names));
    expect(json.filter(({ indicator }) => indicator === "denied").map((row) => row.agency_name)).toEqual(
      names,
    );
    const cells = await page.locator("#values tbody td").evaluateAll((all) =>
      // Without the sign of a finding and without the fraction.
      all.map(
        (cell) => (cell.querySelector("a:not(.fraction, .mark)") ?? cell.firstChild)?.textContent ?? "",
      ),
    );
    const shown = json.map(({ shown_value: value, shown_as: as }) =>
      as === "percent" ? `${value}%` : Number(value).toLocaleString("en-GB"),
    );
    expect(cells).toEqual(shown);
    await page.goto("/en/compare?indicator=denied&years=2023-2024&filter=complete");
    const kept = await page.locator("#values tbody th").allTextContents();
    const filtered = (await downloads(page)).json.map((row) => row.agency_name);
    expect([...new Set(filtered)]).toEqual(kept);
    expect(kept.length).toBeLessThan(6);
  });

  test("notes travel in the workbook and in the JSON", async ({ page, request }) => {
    const query = COMPOSITION.split("?")[1];
    const json = await (await request.get(`/en/compare/data.json?${query}`)).json();
    const said = json.notes.map(({ text }: { text: string }) => text);
    expect(said.some((note: string) => note.includes("sum of the outcomes"))).toBe(true);
    const bytes = await (await request.get(`/en/compare/data.xlsx?${query}`)).body();
    const sheet = new TextDecoder().decode(unzipSync(bytes)["xl/worksheets/sheet2.xml"]);
    for (const note of said) expect(sheet).toContain(note.replaceAll("&", "&amp;").slice(0, 40));
    await page.goto(`/en${COMPOSITION}`);
    for (const note of said.slice(3))
      await expect(page.locator("section.notes")).toContainText(note.slice(0, 40), { useInnerText: false });
  });

  test("the drawing is a file that needs no page", async ({ page }) => {
    await page.goto(`/en${FLOW}`);
    const link = page.getByRole("link", { name: "SVG" });
    const svg = await (await page.request.get((await link.getAttribute("href")) ?? "")).text();
    expect(svg).not.toContain("var(");
    expect(svg).toContain("data version");
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "PNG" }).click();
    expect((await saved).suggestedFilename()).toMatch(/^gongkai-[\w-]+\.png$/);
  });

  test("the table is copied as one that Word and Excel take", async ({ page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto("/en/compare?agencies=suqian-city&indicator=requests-received&years=2023-2024");
    await page.getByRole("button", { name: "Copy the table" }).click();
    await expect(page.getByText("Copied")).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text.replaceAll("\r", "")).toContain("Suqian Municipal People’s Government\t3,511\t3,525");
    const html = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      return (await item?.getType("text/html"))?.text();
    });
    expect(html).toContain("<td>3,525</td>");
    expect(html).not.toContain("href");
  });
});

test.describe("journeys", () => {
  test("from home to a downloaded comparison by keyboard alone", async ({ page }) => {
    const tabTo = async (role: "link" | "button" | "radio" | "combobox", name: string | RegExp) => {
      const target = page.getByRole(role, { name }).first();
      for (let step = 0; step < 120; step += 1) {
        await page.keyboard.press("Tab");
        if (await target.evaluate((element) => element === document.activeElement)) return;
      }
      throw new Error(`The keyboard never reaches ${role} ${name}`);
    };
    await page.goto("/en");
    await tabTo("link", "Compare");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/en\/compare/);
    await tabTo("combobox", "What to compare");
    await page.keyboard.type("Disclosure rate");
    await tabTo("button", "Compare");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/rate=disclosure-rate/);
    await tabTo("link", "CSV");
    const saved = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    expect((await saved).suggestedFilename()).toBe("gongkai-disclosure-rate-2011-2025.csv");
  });

  test("on a telephone: choose, sort, look, and nothing is cut", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/en/compare");
    await page.getByLabel("Heat grid").check();
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(page).toHaveURL(/chart=heat/);
    await expect(page.locator(".chart .narrow svg")).toBeVisible();
    await page.getByRole("link", { name: "2024", exact: true }).click();
    await expect(page.locator("#values thead th[aria-sort=descending]")).toHaveText(/2024/);
    await expect(page.locator("#values tbody th").first()).toHaveText(/Suqian/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  test("without scripts: find by initials, tick, add an indicator, compare, download", async ({
    browser,
  }) => {
    const page = await browser.newPage({ javaScriptEnabled: false });
    await page.goto("/compare?agencies=huaian-city&indicator=requests-received&years=2024&chart=bar");
    await page.getByLabel("加入机关").fill("sqs");
    await page.getByLabel("加入机关").press("Enter");
    await page.getByLabel("宿迁市人民政府").check();
    await page.getByText("再加指标、比率").click();
    await page.getByText(/^比率 \(/).click();
    await page.getByLabel("不予公开率", { exact: true }).check();
    await page.getByLabel("机关 × 指标").check();
    await page.getByRole("button", { name: "比较", exact: true }).click();
    const { pathname, search } = new URL(page.url());
    expect(pathname + search).toMatch(
      /^\/compare\?agencies=huaian-city,suqian-city&indicator=requests-received&rate=denial-rate&years=2024&view=agency-indicator/,
    );
    await expect(page.locator("#values tbody tr")).toHaveCount(2);
    const csv = await page.request.get(
      (await page.getByRole("link", { name: /^CSV/ }).getAttribute("href")) ?? "",
    );
    expect(parseCsv(await csv.text())).toHaveLength(4);
    await page.close();
  });

  test("typing finds an agency and adds it", async ({ page }) => {
    await page.goto("/compare?agencies=huaian-city&indicator=requests-received&years=2024&chart=bar");
    await page.getByRole("combobox", { name: "加入机关" }).pressSequentially("suqian");
    await page.getByRole("option", { name: /宿迁市人民政府/ }).click();
    await expect(page).toHaveURL(/agencies=huaian-city,suqian-city&indicator=requests-received&years=2024/);
  });

  test("on A4 no chart and no table is wider than the sheet", async ({ page }) => {
    // 180 mm between the margins.
    await page.setViewportSize({ width: 680, height: 960 });
    for (const path of [TREND, INDICATORS, STACKED, FLOW]) {
      await page.goto(path);
      await page.emulateMedia({ media: "print" });
      await expect(page.locator(".chart > .drawn.wide svg")).toBeVisible();
      const widest = await page.evaluate(() =>
        Math.max(
          ...[...document.querySelectorAll("main svg, main table")].map(
            (one) => one.getBoundingClientRect().right,
          ),
        ),
      );
      expect(widest).toBeLessThanOrEqual(680);
      await page.emulateMedia({ media: "screen" });
    }
  });
});

test.describe("kinds of chart", () => {
  test("only those that fit are offered, and one that does not is said so", async ({ page }) => {
    await page.goto(
      "/en/compare?agencies=suqian-city,huaian-city&indicator=requests-received&years=2024&chart=slope",
    );
    await expect(page.locator(".note[role=status]")).toContainText("“Slopes” does not fit");
    await expect(page.getByLabel("Slopes")).toHaveCount(0);
    await expect(page.getByLabel("Dots")).toHaveCount(1);
    await expectAccessible(page);
  });

  test("the difference of two rates is taken apart into steps that add up", async ({ page }) => {
    await page.goto(`/en${DIFFERENCE}`);
    const steps = (await page.locator("#steps td").allTextContents()).map((text) =>
      Number(text.replace("\u2212", "-").replace("%", "")),
    );
    const [start = 0, ...rest] = steps;
    const end = rest.pop() ?? 0;
    expect([start, end]).toEqual([43.6, 54]);
    // Each step is rounded to a tenth.
    expect(Math.abs(rest.reduce((sum, step) => sum + step, start) - end)).toBeLessThan(0.5);
    await expect(page.locator(".chart svg").first()).toBeVisible();
    // The file holds the exact steps, and the cells of the groups from which anybody can work them out.
    const { json } = await downloads(page);
    const drawn = (row: (typeof json)[number]) => String(row.shown_as).startsWith("difference-");
    const added = json.filter(drawn).reduce((sum, row) => sum + Number(row.shown_value), 0);
    const [before, after] = json.filter(({ shown_as: as }) => as === "percent");
    expect(added).toBeCloseTo((Number(after?.value) - Number(before?.value)) * 100, 6);
    for (const rate of [before, after]) {
      const groups = json.filter((row) => row.year === rate?.year && row.member && row.member !== "total");
      const disclosed = groups.filter(({ indicator }) => String(indicator).startsWith("disclosed"));
      const count = disclosed.reduce((sum, row) => sum + Number(row.amount), 0);
      expect(count).toBe(rate?.numerator);
    }
  });

  test("an index says its base and hides what does not compare with it", async ({ page }) => {
    await page.goto(
      "/en/compare?agencies=pingtan-zone&indicator=requests-received&years=2018-2025&mode=index&base=2019",
    );
    await expect(page.getByRole("heading", { name: "(2019 = 100)" })).toBeVisible();
    await expect(page.locator("#values tbody td").nth(1)).toHaveText(/^100/);
  });
});

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
