import { isLanguage } from "@/app/_messages/messages.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { problemAnswer } from "../problem-answer.ts";

/** Whatever is no address of the API. */
export async function GET(request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const lang = searchParams.get("lang") ?? "zh";
  const known = Object.keys(ENDPOINTS)
    .map((name) => `/api/v1/${name}`)
    .join(", ");
  return problemAnswer(404, "not-found", {
    lang: isLanguage(lang) ? lang : "zh",
    values: { names: pathname, known },
  });
}
