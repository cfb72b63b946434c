import { markedName } from "@/app/_components/demonstration-note.ts";
import { etagOf, isUnchanged, REVALIDATE } from "@/app/_components/validator.ts";
import { fill, isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDatabase, openSnapshot } from "@/db/index.ts";
import { getCoverage } from "@/db/queries/coverage.ts";
import { getDataVersion } from "@/db/queries/release.ts";
import { errorResponse } from "@/lib/errors.ts";
import { XLSX_TYPE } from "@/lib/exports/to-xlsx.ts";
import { streamYearPackage, streamYearWorkbook } from "../year-files.ts";

interface Props {
  readonly params: Promise<{ readonly lang: string; readonly file: string }>;
}

const FORMS = {
  zip: { type: "application/zip", write: streamYearPackage },
  xlsx: { type: XLSX_TYPE, write: streamYearWorkbook },
} as const;

/** Whole years are written by so many at once; who comes later is asked to come again. */
const MOST_AT_ONCE = 4;
let writing = 0;

/** `/data/2022.zip` and `/data/2022.xlsx`: every figure of a year, written while it is read. */
export async function GET(request: Request, { params }: Props): Promise<Response> {
  const { lang: asked, file } = await params;
  const lang = isLanguage(asked) ? asked : "zh";
  const { problems } = messages(lang).data;
  const { year = "", form = "" } = /^(?<year>\d{4})\.(?<form>zip|xlsx)$/.exec(file)?.groups ?? {};
  const { years } = await getCoverage(getDatabase());
  if (!isForm(form) || !years.includes(Number(year)))
    return errorResponse(404, "no-such-file", fill(problems.noFile, { file, years: years.join(", ") }));
  const etag = etagOf((await getDataVersion(getDatabase())).version);
  const headers = { etag, "cache-control": REVALIDATE, "access-control-allow-origin": "*" };
  if (isUnchanged(request, etag)) return new Response(null, { status: 304, headers });
  if (writing >= MOST_AT_ONCE) {
    const busy = errorResponse(503, "busy", problems.busy);
    busy.headers.set("retry-after", "30");
    return busy;
  }
  const { type, write } = FORMS[form];
  const name = markedName(`gongkai-${year}`);
  return new Response(streamOf(wholeFile(lang, Number(year), write)), {
    headers: {
      ...headers,
      "content-type": type,
      "content-disposition": `attachment; filename="${name}.${form}"`,
    },
  });
}

const isForm = (form: string): form is keyof typeof FORMS => form in FORMS;

/** The file as it is written, of one data version from the first byte to the last. */
async function* wholeFile(
  lang: "zh" | "en",
  year: number,
  write: typeof streamYearPackage,
): AsyncGenerator<Uint8Array> {
  const db = openSnapshot();
  writing += 1;
  try {
    const { version, changedAt } = await getDataVersion(db);
    yield* write({ db, lang, year, dataVersion: version, changedAt });
  } finally {
    db.$client.close();
    writing -= 1;
  }
}

/** Nothing is read ahead of who takes it; whoever goes away ends the reading. */
function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done === true) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
