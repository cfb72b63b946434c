import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { parseCsv } from "../fixtures/parse-csv.ts";

/** The published figures: for each table the text printed, by indicator and member. */
interface Published {
  readonly agency: string;
  readonly year: number;
  readonly tables: readonly {
    readonly edition: string;
    readonly figures: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
  }[];
}

const REPORTS = ["suqian-city-2024", "pingtan-zone-2020", "pingtan-zone-2015", "huaian-city-2024"] as const;
/** Printed in units of ten thousand yuan. */
const MYRIADS = new Set(["fees-charged"]);

/** Amounts by edition, indicator and member, money in yuan. */
function publishedAmounts({ tables }: Published): ReadonlyMap<string, number> {
  return new Map(
    tables.flatMap(({ edition, figures }) =>
      Object.entries(figures).flatMap(([indicator, members]) =>
        Object.entries(members).flatMap(([member, printed]): [string, number][] => {
          const number = /^(-?[\d.]+)(万)?元?$/.exec(printed ?? "");
          if (!number) return [];
          const factor = MYRIADS.has(indicator) || number[2] ? 10_000 : 1;
          return [[`${edition} ${indicator} ${member}`, Math.round(Number(number[1]) * factor * 100) / 100]];
        }),
      ),
    ),
  );
}

for (const name of REPORTS) {
  test(`${name}: page, CSV and JSON say what was published`, async ({ page, request }) => {
    const figures: Published = JSON.parse(readFileSync(`db/seed/figures/${name}.json`, "utf8"));
    const address = `/agencies/${figures.agency}/${figures.year}`;

    const { rows } = await (await request.get(`${address}/data.json`)).json();
    const lines = parseCsv(await (await request.get(`${address}/data.csv`)).text());
    const [header = [], ...cells] = lines;
    // An apostrophe keeps spreadsheets from taking a printed "-18" for a formula.
    const plain = (field: string | undefined) => field?.replace(/^'(?=[=+\-@\t\r])/, "");
    expect(
      cells.map((line) => Object.fromEntries(header.map((id, index) => [id, plain(line[index])]))),
    ).toEqual(
      rows.map((row: Record<string, unknown>) =>
        Object.fromEntries(Object.entries(row).map(([id, cell]) => [id, cell === null ? "" : String(cell)])),
      ),
    );

    await page.goto(address);
    const shown = await page.locator("table.form td[id]").evaluateAll((elements) =>
      elements.map((element) => {
        const converted = element.querySelector("small")?.textContent;
        const text = /\d/.test(converted ?? "")
          ? (converted ?? "")
          : (element.querySelector("a[target=original]")?.textContent ?? "");
        return { anchor: element.id, value: Number(text.replace(/[^\d.-]/g, "")) };
      }),
    );
    const exported = new Map(
      rows.map((row: Record<string, unknown>) => [
        `cell-${row.source_table}-${row.source_row}-${row.source_column}`,
        row,
      ]),
    );
    const onPage = new Map(
      shown.map(({ anchor, value }) => {
        const row = exported.get(anchor) as Record<string, unknown>;
        expect(row.amount).toBe(value);
        return [`${row.edition} ${row.indicator} ${row.member}`, value];
      }),
    );
    const published = publishedAmounts(figures);
    expect(published.size).toBeGreaterThan(20);
    expect(onPage).toEqual(published);
  });
}
