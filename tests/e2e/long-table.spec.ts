import { expect, type Page, test } from "@playwright/test";

const ROWS = 1_000;

/** The page of the server with its first ranked row repeated, numbered in its name, as a whole province would fill it. */
async function openLongRanking(page: Page) {
  await page.route("**/rank?*", async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(
      /<table id="places" class="numbers">(.*?<tbody>)(<tr.*?<\/tr>)/s,
      (_, head: string, row: string) => {
        const rows = Array.from({ length: ROWS }, (_, at) =>
          row.replace("</a></th>", ` № ${at + 1}</a></th>`),
        );
        return `<table id="places" class="numbers long huge">${head}${rows.join("")}`;
      },
    );
    await route.fulfill({ response: answer, body });
  });
  await page.goto("/en/rank?indicator=requests-received&year=2024&peers=all");
}

const rowsOf = (page: Page) => page.locator("#places tbody tr:not(.gap)");
const row = (page: Page, number: number) => page.locator("#places tbody tr", { hasText: `№ ${number}` });

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a long table is whole", async ({ page }) => {
    await openLongRanking(page);
    expect(await rowsOf(page).count()).toBeGreaterThanOrEqual(ROWS);
  });
});

test.describe("with scripts", () => {
  test.beforeEach(async ({ page }) => {
    await openLongRanking(page);
    await page.locator("#places").scrollIntoViewIfNeeded();
    await expect.poll(() => rowsOf(page).count()).toBeLessThan(300);
  });

  test("rows come as one scrolls, in their place and width", async ({ page }) => {
    const table = page.locator("#places");
    await expect(table).toHaveAttribute("aria-rowcount", /^1\d{3}$/);
    const { height, width } = await table.evaluate((element) => element.getBoundingClientRect());
    const frame = page.locator(".scroller:has(> #places)");
    await frame.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await row(page, 500).scrollIntoViewIfNeeded();
    await expect(row(page, 500)).toHaveAttribute("aria-rowindex", "501");
    await expect.poll(() => rowsOf(page).count()).toBeLessThan(400);
    await expect(row(page, 1)).toHaveCount(0);
    const after = await table.evaluate((element) => element.getBoundingClientRect());
    expect(Math.abs(after.height - height)).toBeLessThan(2);
    expect(Math.abs(after.width - width)).toBeLessThan(1);
  });

  test("a row that has the keyboard stays", async ({ page }) => {
    await row(page, 3).getByRole("link").first().focus();
    const frame = page.locator(".scroller:has(> #places)");
    await frame.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await row(page, 500).scrollIntoViewIfNeeded();
    await expect(row(page, 3).getByRole("link").first()).toBeFocused();
  });

  for (const [name, act] of [
    ["searching in the page", (page: Page) => page.keyboard.press("Control+f")],
    ["selecting everything", (page: Page) => page.keyboard.press("Control+a")],
    ["printing", (page: Page) => page.pdf()],
  ] as const) {
    test(`${name} finds the table whole`, async ({ page }) => {
      await act(page);
      await expect.poll(() => rowsOf(page).count()).toBeGreaterThanOrEqual(ROWS);
      await expect(page.locator("#places .gap")).toHaveCount(0);
    });
  }
});
