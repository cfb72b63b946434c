import type { TakenView } from "@/app/_components/take-along.tsx";
import { fingerprintOf } from "@/lib/exports/fingerprint.ts";
import { pathOf } from "./address.ts";
import type { Comparison } from "./comparison.ts";
import { tableOf } from "./export.ts";
import { headline } from "./sentences.ts";
import type { Words } from "./words.ts";

/** The comparison as it is taken along. */
export function takenView(comparison: Comparison, words: Words): TakenView {
  const { state, selection } = comparison;
  const path = pathOf({ ...selection, state: "" });
  const { columns, rows } = tableOf(comparison, words);
  return {
    lang: words.lang,
    path,
    framePath: `/embed${pathOf(selection)}`,
    title: headline(comparison, words.lang, words.compare),
    release: state.release?.number ?? null,
    dataVersion: comparison.dataVersion,
    changedAt: comparison.changedAt,
    fingerprint: fingerprintOf(columns, rows),
  };
}
