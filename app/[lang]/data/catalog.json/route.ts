import { demonstrationNote } from "@/app/_components/demonstration-note.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";

export const dynamic = "force-dynamic";

/** All that is declared of forms, figures, rates and checks, in both languages. */
export async function GET(): Promise<Response> {
  const { editions, indicators, groups, units, members, scopes } = getCatalog();
  const { rates, compositions, breaks, checks, findings, columns } = getCatalog();
  const body = {
    ...demonstrationNote(),
    ...{ editions, indicators, groups, units, members, scopes },
    ...{ rates, compositions, breaks, checks, findings, columns },
  };
  const headers = {
    "access-control-allow-origin": "*",
    "content-disposition": 'inline; filename="gongkai-catalog.json"',
  };
  return Response.json(body, { headers });
}
