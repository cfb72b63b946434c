import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { getCatalog } from "../../lib/catalog/catalog.ts";
import { listReportFigures, type ReportFigures } from "../../lib/typeset/figures.ts";
import { encode, typesetText } from "../../lib/typeset/report.ts";

/**
 * Reports in numbers: published figures under names and years that nobody has, each figure multiplied alike so that sums hold, and
 * by another factor in each, so that none is the copy of another (every copy has all the others checked again).
 */

const MODEL = "huaian-city-2024";
/** None that joins two names, as 和 does. */
const FIRST_SIGNS = "安宝昌德福广吉金康乐美宁平清瑞盛泰文祥新兴永玉元长正中志忠";
const SECOND_SIGNS = "山水河江湖林泉溪阳川源海田原城州";
const BUREAUS = ["教育局", "财政局", "水利局", "民政局", "司法局"];
const YEARS = [2021, 2022, 2023, 2024, 2025];
const FOLDER_SIZE = 500;

const pick = <T>(list: ArrayLike<T>, at: number): T => {
  const found = list[at % list.length];
  if (found === undefined) throw new Error("An empty list");
  return found;
};

function multiply(report: ReportFigures, factor: number): ReportFigures["tables"] {
  const times = (printed: string | null) =>
    printed !== null && /^\d+$/.test(printed) ? String(Number(printed) * factor) : printed;
  return report.tables.map((table) => ({
    ...table,
    figures: Object.fromEntries(
      Object.entries(table.figures).map(([indicator, members]) => [
        indicator,
        Object.fromEntries(Object.entries(members).map(([member, printed]) => [member, times(printed)])),
      ]),
    ),
  }));
}

/** Writes `count` reports below a folder, no two of one agency and year up to 11,600. */
export function typesetMany(home: string, folder: string, count: number): void {
  const { editions } = getCatalog();
  const model = listReportFigures(join(home, "db/seed/figures")).find(({ slug }) => slug === MODEL);
  if (model === undefined) throw new Error(`db/seed/figures has no ${MODEL}`);
  for (let at = 0; at < count; at++) {
    const year = pick(YEARS, at);
    const bureau = pick(BUREAUS, Math.floor(at / YEARS.length));
    const county = Math.floor(at / YEARS.length / BUREAUS.length);
    const agency = `${pick(FIRST_SIGNS, county)}${pick(SECOND_SIGNS, Math.floor(county / FIRST_SIGNS.length))}县${bureau}`;
    const title = `${agency}${year}年政府信息公开工作年度报告`;
    const source = { title, place: agency, year };
    const report = { ...model, title, year, source, tables: multiply(model, at + 1) };
    const text = typesetText(report, { agency, notices: [] }, editions, { frame: "portal", markup: "plain" });
    const part = join(folder, String(Math.floor(at / FOLDER_SIZE)).padStart(3, "0"));
    if (at % FOLDER_SIZE === 0) mkdirSync(part, { recursive: true });
    writeFileSync(join(part, `${String(at).padStart(6, "0")}.html`), encode(text, {}));
  }
}
