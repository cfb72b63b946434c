import { markedName } from "@/app/_components/demonstration-note.ts";
import { isLanguage } from "@/app/_messages/messages.ts";
import { errorResponse } from "@/lib/errors.ts";
import { DOCX_TYPE, noticeDocx } from "@/lib/exports/notice-docx.ts";
import { buildNotice } from "../notice/build-notice.ts";
import { findNotice } from "../notice/find-notice.ts";

interface Route {
  readonly params: Promise<{ readonly lang: string; readonly id: string }>;
}

/** The notice of the page as a Word file. */
export async function GET(request: Request, { params }: Route): Promise<Response> {
  const { lang, id } = await params;
  const subject = await findNotice(id, new URL(request.url).searchParams.get("year") ?? undefined);
  if (subject === undefined) return errorResponse(404, "agency-unknown", "No agency of this id is held");
  const { agency, year } = subject;
  const name = markedName(`gongkai-notice-${agency.id}${year === null ? "" : `-${year}`}.docx`);
  return new Response(noticeDocx(buildNotice(subject, isLanguage(lang) ? lang : "zh")), {
    headers: {
      "content-type": DOCX_TYPE,
      "content-disposition": `attachment; filename="${name.replace(/[^\w.-]/g, "_")}"`,
    },
  });
}
