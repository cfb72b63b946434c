import { admitReader, type DeskProps, goTo, languageOf } from "@/app/_desk/admit.ts";
import { itemPage } from "@/app/_desk/item-of.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { nextInQueue } from "@/db/desk/review.ts";

/** Leads to the report that comes next in the queue. */
export async function GET(request: Request, props: DeskProps): Promise<Response> {
  const lang = await languageOf(props);
  const { report = "" } = await props.params;
  const reader = await admitReader(request, lang, "read-drafts", itemPage({ report }));
  if (reader instanceof Response) return reader;
  const next = nextInQueue(getDeskDatabase(), reader.user, Number(report));
  return goTo(
    lang,
    next === undefined ? "/desk/review?done=nothing-else" : itemPage({ report: String(next.report) }),
  );
}
