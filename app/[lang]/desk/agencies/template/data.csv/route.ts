import { admitReader, type DeskProps, languageOf } from "@/app/_desk/admit.ts";
import { REGISTRY_COLUMNS, templateRow } from "@/db/desk/registry-list.ts";
import { toCsv } from "@/lib/exports/to-csv.ts";

/** The head of a registry file with an example, as `gongkai agencies template` writes it. */
export async function GET(request: Request, props: DeskProps): Promise<Response> {
  const reader = await admitReader(request, await languageOf(props), "administer", "/desk/agencies");
  if (reader instanceof Response) return reader;
  return new Response(toCsv(REGISTRY_COLUMNS, [templateRow()]), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="gongkai-registry-template.csv"',
      "cache-control": "no-store",
    },
  });
}
