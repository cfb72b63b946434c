import type { ExportProps, ExportTable } from "@/app/_components/export-twins.ts";
import { admitReader } from "@/app/_desk/admit.ts";
import { href, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { listRowsFor, REGISTRY_COLUMNS } from "@/db/desk/registry-list.ts";
import { getDatabase } from "@/db/index.ts";
import { getDataVersion } from "@/db/queries/release.ts";

/** The registry of somebody's remit in the columns in which it is imported. */
export async function findRegistry(
  request: Request,
  { params }: ExportProps,
): Promise<ExportTable | Response> {
  const { lang: asked } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const reader = await admitReader(request, lang, "administer", "/desk/agencies");
  if (reader instanceof Response) return reader;
  const { registry, quality } = messages(lang);
  const { version } = await getDataVersion(getDatabase());
  const address = href(lang, "/desk/agencies");
  const { workbook } = quality;
  return {
    ...{ name: "gongkai-registry", dataVersion: version, address },
    columns: REGISTRY_COLUMNS,
    rows: await listRowsFor(getDeskDatabase(), reader.user.remit),
    words: {
      sheet: registry.heading,
      notesSheet: workbook.notes,
      notes: [
        [workbook.source, registry.heading],
        [workbook.version, version],
        [workbook.address, address],
      ],
    },
  };
}
