import { messages } from "@/app/_messages/messages.ts";
import { scanAgencies } from "@/db/queries/agency-scan.ts";
import { listRates } from "@/db/queries/rates.ts";
import { listSeries } from "@/db/queries/series.ts";
import { parseYears } from "@/lib/api/parameters.ts";
import { rateRows } from "@/lib/exports/rate-rows.ts";
import { seriesRows } from "@/lib/exports/series-rows.ts";
import type { ExportRow } from "@/lib/exports/table.ts";
import { answer, type Find } from "../answer.ts";
import { problemAnswer } from "../problem-answer.ts";

export const dynamic = "force-dynamic";

const find: Find<"series"> = async (asked, after, context) => {
  const { db, catalog, language: lang } = context;
  const { agencies: ids, indicators, rate, member, limit } = asked;
  const told = { lang, endpoint: "series" } as const;
  if ((indicators === undefined) === (rate === undefined)) return problemAnswer(400, "one-subject", told);
  const agencies = await scanAgencies(db, { ids }, { limit: ids.length });
  const subjects = rate === undefined ? (indicators ?? []) : [rate];
  const declared = rate === undefined ? catalog.indicators : catalog.rates;
  const strange = [
    ...missing(ids, agencies).map((id) => `agencies=${id}`),
    ...missing(subjects, declared).map((id) => `${rate === undefined ? "indicators" : "rate"}=${id}`),
    ...missing(member === undefined ? [] : [member], catalog.members).map((id) => `member=${id}`),
  ];
  if (strange.length > 0) {
    const where = "/api/v1/agencies, /api/v1/indicators, /api/v1/rates, /data/catalog.json";
    return problemAnswer(400, "unknown-id", { ...told, values: { names: strange.join(", "), where } });
  }
  const years =
    asked.years === undefined ? spanOf(agencies.flatMap((agency) => agency.years)) : parseYears(asked.years);
  if (years === undefined) {
    const errors = [
      { parameter: "years", given: asked.years ?? "", expected: messages(lang).api.parameters.years },
    ];
    return problemAnswer(400, "bad-parameter", { ...told, errors, values: { names: "years" } });
  }

  // The order is that of the question, so that places in it stay where they are whatever is stored.
  const places = ids.flatMap((agency) =>
    subjects.flatMap((subject) => years.map((year) => [agency, subject, year] as const)),
  );
  const at =
    after === undefined ? -1 : places.findIndex((place) => place.every((part, i) => part === after[i]));
  if (after !== undefined && at < 0) return problemAnswer(400, "bad-cursor", told);
  const page = places.slice(at + 1, at + 1 + limit);
  const due = [...new Set(page.map(([agency]) => agency))];
  const rows = await rowsOf();
  const first = places.findIndex(([agency]) => agency === due[0]);
  const last = page.at(-1);
  return {
    items: rows.slice(at + 1 - first, at + 1 - first + limit),
    last: last === undefined || last === places.at(-1) ? null : last,
  };

  /** All figures of the agencies that the page touches. */
  async function rowsOf(): Promise<ExportRow[]> {
    const names = { ...context, agencies };
    if (due.length === 0 || years === undefined) return [];
    return rate === undefined
      ? seriesRows(
          await listSeries(db, catalog, { agencies: due, indicators: subjects, years, member }),
          names,
        )
      : rateRows(await listRates(db, catalog, { agencies: due, rate, years }), names);
  }
};

export const GET = answer("series", find);

function missing(ids: readonly string[], known: readonly { readonly id: string }[]): string[] {
  const held = new Set(known.map(({ id }) => id));
  return ids.filter((id) => !held.has(id));
}

function spanOf(held: readonly number[]): number[] {
  if (held.length === 0) return [];
  const from = Math.min(...held);
  return Array.from({ length: Math.max(...held) - from + 1 }, (_, index) => from + index);
}
