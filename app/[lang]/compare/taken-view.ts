import type { TakenView } from "@/app/_components/take-along.tsx";
import { messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { fingerprintOf } from "@/lib/exports/fingerprint.ts";
import { pathOf } from "./address.ts";
import { headline } from "./chart.ts";
import type { Comparison } from "./comparison.ts";
import { writeRows } from "./export.ts";

/** The comparison as it is taken along. */
export function takenView(comparison: Comparison, lang: Language): TakenView {
  const path = pathOf(comparison.selection);
  return {
    lang,
    path,
    framePath: `/embed${path}`,
    title: headline(comparison, lang, messages(lang).compare),
    dataVersion: comparison.dataVersion,
    changedAt: comparison.changedAt,
    fingerprint: writeRows(comparison, lang, { series: fingerprintOf, rates: fingerprintOf }),
  };
}
