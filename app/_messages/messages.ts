import type { Language } from "@/lib/catalog/schema.ts";
import agenciesEn from "./en/agencies.json";
import apiEn from "./en/api.json";
import checkEn from "./en/check.json";
import compareEn from "./en/compare.json";
import coverageEn from "./en/coverage.json";
import dataEn from "./en/data.json";
import deadlinesEn from "./en/deadlines.json";
import deskEn from "./en/desk.json";
import documentsEn from "./en/documents.json";
import frameEn from "./en/frame.json";
import homeEn from "./en/home.json";
import indicatorsEn from "./en/indicators.json";
import methodEn from "./en/method.json";
import qualityEn from "./en/quality.json";
import questionsEn from "./en/questions.json";
import rankEn from "./en/rank.json";
import regionsEn from "./en/regions.json";
import registryEn from "./en/registry.json";
import releasesEn from "./en/releases.json";
import reportEn from "./en/report.json";
import reviewEn from "./en/review.json";
import versionsEn from "./en/versions.json";
import agenciesZh from "./zh/agencies.json";
import apiZh from "./zh/api.json";
import checkZh from "./zh/check.json";
import compareZh from "./zh/compare.json";
import coverageZh from "./zh/coverage.json";
import dataZh from "./zh/data.json";
import deadlinesZh from "./zh/deadlines.json";
import deskZh from "./zh/desk.json";
import documentsZh from "./zh/documents.json";
import frameZh from "./zh/frame.json";
import homeZh from "./zh/home.json";
import indicatorsZh from "./zh/indicators.json";
import methodZh from "./zh/method.json";
import qualityZh from "./zh/quality.json";
import questionsZh from "./zh/questions.json";
import rankZh from "./zh/rank.json";
import regionsZh from "./zh/regions.json";
import registryZh from "./zh/registry.json";
import releasesZh from "./zh/releases.json";
import reportZh from "./zh/report.json";
import reviewZh from "./zh/review.json";
import versionsZh from "./zh/versions.json";

const ZH = {
  frame: frameZh,
  api: apiZh,
  data: dataZh,
  home: homeZh,
  compare: compareZh,
  agencies: agenciesZh,
  regions: regionsZh,
  releases: releasesZh,
  review: reviewZh,
  report: reportZh,
  indicators: indicatorsZh,
  documents: documentsZh,
  desk: deskZh,
  registry: registryZh,
  deadlines: deadlinesZh,
  coverage: coverageZh,
  method: methodZh,
  quality: qualityZh,
  questions: questionsZh,
  rank: rankZh,
  check: checkZh,
  versions: versionsZh,
};

/** Every visible sentence, by page. Chinese sets the keys; English must have the same. */
export type Messages = typeof ZH;

const EN: Messages = {
  frame: frameEn,
  api: apiEn,
  data: dataEn,
  home: homeEn,
  compare: compareEn,
  agencies: agenciesEn,
  regions: regionsEn,
  releases: releasesEn,
  review: reviewEn,
  report: reportEn,
  indicators: indicatorsEn,
  documents: documentsEn,
  desk: deskEn,
  registry: registryEn,
  deadlines: deadlinesEn,
  coverage: coverageEn,
  method: methodEn,
  quality: qualityEn,
  questions: questionsEn,
  rank: rankEn,
  check: checkEn,
  versions: versionsEn,
};

export const LANGUAGES: readonly Language[] = ["zh", "en"];

export function isLanguage(text: string): text is Language {
  return text === "zh" || text === "en";
}

export function messages(lang: Language): Messages {
  return lang === "en" ? EN : ZH;
}

/** Puts values into the `{name}` places of a sentence; a place without a value stays as written. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** The address of a page in a language: `/compare` in Chinese, `/en/compare` in English. */
export function href(lang: Language, path: string): string {
  if (lang === "zh") return path;
  return path === "/" ? "/en" : path.startsWith("/?") ? `/en${path.slice(1)}` : `/en${path}`;
}
