import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

const PHONE = { width: 390, height: 844 };
export const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Axe finds nothing on the page, in the light and in the dark, which differ in nothing but their colors; frames have
 * tests of their own.
 */
export async function expectAccessible(page: Page, rules = [...WCAG, "best-practice"]): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page }).exclude("iframe");
    const { violations } = await (colorScheme === "light"
      ? axe.withTags(rules)
      : axe.withRules(["color-contrast"])
    ).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}, ${colorScheme}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
    );
    expect(found).toEqual([]);
  }
}

/** On a telephone nothing but tables scrolls sideways. */
export async function expectToFitTelephone(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(PHONE.width);
}

/** No sentence has kept the name of what was to be put into it; addresses in code may have some. */
async function expectWholeSentences(page: Page): Promise<void> {
  const text = await page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    for (const code of copy.querySelectorAll("script, code, pre, textarea")) code.remove();
    return copy.textContent ?? "";
  });
  expect(text.match(/\{[a-zA-Z]+\}/g) ?? []).toEqual([]);
}

/** Each path in both languages. */
export function testAccessibility(paths: readonly string[]): void {
  for (const path of paths.flatMap((one) => [one, `/en${one}`])) {
    test(`${path} is accessible and fits a telephone`, async ({ page }) => {
      test.slow();
      await page.goto(path);
      await expectWholeSentences(page);
      await expectAccessible(page);
      await expectToFitTelephone(page);
    });
  }
}
