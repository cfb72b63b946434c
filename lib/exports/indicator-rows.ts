import type { Catalog } from "../catalog/catalog.ts";
import { nameOf } from "./export-context.ts";
import type { ExportColumn, ExportRow } from "./table.ts";

export const INDICATOR_COLUMNS = [
  { id: "indicator", type: "text" },
  { id: "name_zh", type: "text" },
  { id: "name_en", type: "text" },
  { id: "group", type: "text" },
  { id: "group_name_zh", type: "text" },
  { id: "group_name_en", type: "text" },
  { id: "unit", type: "text" },
  { id: "measure", type: "text" },
  { id: "definition_zh", type: "text" },
  { id: "definition_en", type: "text" },
  { id: "basis_zh", type: "text" },
  { id: "basis_en", type: "text" },
  { id: "caveat_zh", type: "text" },
  { id: "caveat_en", type: "text" },
  { id: "editions", type: "text" },
  { id: "grades", type: "text" },
] as const satisfies readonly ExportColumn[];

export type IndicatorRow = ExportRow<(typeof INDICATOR_COLUMNS)[number]["id"]>;

/** One row an indicator, in the order of the catalog; `grades` stand in the order of `editions`. */
export function indicatorRows({ indicators, groups }: Catalog): IndicatorRow[] {
  return indicators.map((indicator) => ({
    indicator: indicator.id,
    name_zh: indicator.name.zh,
    name_en: indicator.name.en,
    group: indicator.group,
    group_name_zh: nameOf(groups, indicator.group, "zh"),
    group_name_en: nameOf(groups, indicator.group, "en"),
    unit: indicator.unit,
    measure: indicator.measure,
    definition_zh: indicator.definition?.zh ?? null,
    definition_en: indicator.definition?.en ?? null,
    basis_zh: indicator.basis?.zh ?? null,
    basis_en: indicator.basis?.en ?? null,
    caveat_zh: indicator.caveat?.zh ?? null,
    caveat_en: indicator.caveat?.en ?? null,
    editions: indicator.series.map(({ edition }) => edition).join(" "),
    grades: indicator.series.map(({ grade }) => grade).join(" "),
  }));
}

export const RATE_DEFINITION_COLUMNS = [
  { id: "rate", type: "text" },
  { id: "name_zh", type: "text" },
  { id: "name_en", type: "text" },
  { id: "group", type: "text" },
  { id: "numerator_indicators", type: "text" },
  { id: "denominator_indicators", type: "text" },
  { id: "formula_zh", type: "text" },
  { id: "formula_en", type: "text" },
  { id: "caveat_zh", type: "text" },
  { id: "caveat_en", type: "text" },
] as const satisfies readonly ExportColumn[];

export type RateDefinitionRow = ExportRow<(typeof RATE_DEFINITION_COLUMNS)[number]["id"]>;

/** One row a declared rate, in the order of the catalog. */
export function rateDefinitionRows({ rates }: Catalog): RateDefinitionRow[] {
  return rates.map((rate) => ({
    rate: rate.id,
    name_zh: rate.name.zh,
    name_en: rate.name.en,
    group: rate.group,
    numerator_indicators: rate.numerator.join(" + "),
    denominator_indicators: rate.denominator.join(" + "),
    formula_zh: rate.formula.zh,
    formula_en: rate.formula.en,
    caveat_zh: rate.caveat.zh,
    caveat_en: rate.caveat.en,
  }));
}
