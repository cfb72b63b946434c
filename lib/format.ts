import type { Language, Rate, Unit } from "./catalog/schema.ts";

const LOCALES: Readonly<Record<Language, string>> = { zh: "zh-CN", en: "en-GB" };
const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(lang: Language, style: "decimal" | "percent", fraction: number): Intl.NumberFormat {
  const key = `${lang} ${style} ${fraction}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(LOCALES[lang], { style, maximumFractionDigits: fraction });
    formats.set(key, format);
  }
  return format;
}

/**
 * An amount (integer count of the unit's smallest part) in its unit, with thousands separators: fen 7539443252
 * reads 75,394,432.52. The unit's name is not part of the text.
 */
export function formatAmount(amount: number, unit: Pick<Unit, "scale">, lang: Language): string {
  return numberFormat(lang, "decimal", Math.ceil(Math.log10(unit.scale))).format(amount / unit.scale);
}

/** A share of 1 as a percentage with at most one decimal. */
export function formatRate(rate: number, lang: Language): string {
  return numberFormat(lang, "percent", 1).format(rate);
}

/** A rate's value as it is read: a proportion in percent, a ratio as so many per 100 or 10,000 (its unit is no part of it). */
export function formatRateValue(value: number, rate: Pick<Rate, "kind" | "per">, lang: Language): string {
  return rate.kind === "proportion"
    ? formatRate(value, lang)
    : numberFormat(lang, "decimal", 1).format(value * rate.per);
}

/** A share of 1 as a percentage with two decimals, cut and not rounded up: 99.996 % is never 100. */
export function formatShare(share: number, lang: Language): string {
  return numberFormat(lang, "percent", 2).format(Math.floor(share * 10_000) / 10_000);
}

/** A plain count with thousands separators. */
export function formatCount(count: number, lang: Language): string {
  return numberFormat(lang, "decimal", 0).format(count);
}

/** The day of an ISO date or instant, in the words of the language; UTC, so that every server says the same. */
export function formatDate(iso: string, lang: Language): string {
  return new Date(iso).toLocaleDateString(LOCALES[lang], {
    year: "numeric",
    month: "long",
    day: "numeric",
    timeZone: "UTC",
  });
}

/** The day in China, ISO: what a deadline of an agency goes by. */
export function civilDate(now: Date): string {
  // Sweden writes dates as ISO 8601 does.
  return now.toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
}

/** The instant in China to the second, ISO-like: what a trail goes by. */
export function civilInstant(iso: string): string {
  return new Date(iso).toLocaleString("sv-SE", { timeZone: "Asia/Shanghai" });
}
