import { fill, messages } from "@/app/_messages/messages.ts";
import { PROBLEM_TYPE, type Problem } from "@/lib/api/problem.ts";
import type { Language } from "@/lib/catalog/schema.ts";

export type ProblemCode = keyof ReturnType<typeof messages>["api"]["problems"];

interface Told {
  readonly lang: Language;
  readonly values?: Readonly<Record<string, string>>;
  readonly errors?: Problem["errors"];
  /** The endpoint, whose place in the documentation helps. */
  readonly endpoint?: string;
}

export const SHARED_HEADERS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "etag, link",
};

/** What is wrong, where, and what can be done. Never kept, so that a mended address works at once. */
export function problemAnswer(
  status: number,
  code: ProblemCode,
  { lang, values = {}, errors = [], endpoint }: Told,
): Response {
  const { title, detail } = messages(lang).api.problems[code];
  const page = lang === "zh" ? "/api" : "/en/api";
  const body: Problem = {
    type: `${page}#${code}`,
    title,
    status,
    detail: fill(detail, values),
    code,
    errors: [...errors],
    help: endpoint === undefined ? page : `${page}#${endpoint}`,
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...SHARED_HEADERS, "content-type": PROBLEM_TYPE, "cache-control": "no-store" },
  });
}
