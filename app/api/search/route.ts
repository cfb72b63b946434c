import { agencyName } from "@/app/_components/agency-name.ts";
import { placeOf } from "@/app/_components/place-name.ts";
import type { SearchAnswer } from "@/app/_components/search-answer.ts";
import { href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase } from "@/db/index.ts";
import { searchAgencies } from "@/db/queries/search.ts";

const LIMIT = 8;

/** Whoever types the same again within a minute is answered without asking. */
const CACHED = "public, max-age=60, stale-while-revalidate=600";

/** `/api/search?q=cq&lang=en`: the agencies that answer best, for lists that grow while somebody types. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const asked = searchParams.get("lang") ?? "zh";
  const lang = isLanguage(asked) ? asked : "zh";
  const query = (searchParams.get("q") ?? "").trim().slice(0, 80);
  const { kinds } = messages(lang).agencies;
  const hits = await searchAgencies(getDatabase(), query, { limit: LIMIT });
  const answer: SearchAnswer = {
    query,
    hits: hits.map((hit) => ({
      id: hit.id,
      name: agencyName(hit, lang),
      place: placeOf(hit, lang),
      kind: hit.kind === null ? "" : ((kinds as Readonly<Record<string, string>>)[hit.kind] ?? hit.kind),
      address: href(lang, `/agencies/${hit.id}`),
    })),
  };
  return Response.json(answer, { headers: { "cache-control": CACHED } });
}
