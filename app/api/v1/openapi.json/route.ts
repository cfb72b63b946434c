import { isLanguage, messages } from "@/app/_messages/messages.ts";
import { API_VERSION } from "@/lib/api/endpoints.ts";
import { buildOpenApi } from "@/lib/api/openapi.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { SHARED_HEADERS } from "../problem-answer.ts";

export const dynamic = "force-dynamic";

/** The API described for programs; `?lang=zh` in Chinese. */
export async function GET(request: Request): Promise<Response> {
  const asked = new URL(request.url).searchParams.get("lang") ?? "en";
  const lang = isLanguage(asked) ? asked : "en";
  const description = buildOpenApi(messages(lang).api, getCatalog().columns, { lang, version: API_VERSION });
  return Response.json(description, { headers: SHARED_HEADERS });
}
