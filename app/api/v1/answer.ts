import type { z } from "zod";
import { readState } from "@/app/_components/data-state.ts";
import { demonstrationNote } from "@/app/_components/demonstration-note.ts";
import { etagOf, isUnchanged, REVALIDATE } from "@/app/_components/validator.ts";
import { isLanguage, messages } from "@/app/_messages/messages.ts";
import type { Database } from "@/db/client.ts";
import { type Cursor, parseCursor, writeCursor } from "@/lib/api/cursor.ts";
import { ENDPOINTS, type EndpointName } from "@/lib/api/endpoints.ts";
import { API_ROOT, listParameters } from "@/lib/api/openapi.ts";
import { type Catalog, getCatalog } from "@/lib/catalog/catalog.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { ExportRow } from "@/lib/exports/table.ts";
import { problemAnswer, SHARED_HEADERS } from "./problem-answer.ts";
import { typeWords } from "./type-words.ts";

export interface Context {
  readonly db: Database;
  readonly catalog: Catalog;
  readonly language: Language;
  readonly dataVersion: number;
}

/** A page of rows, with the place of its last one where more follow. */
export interface Found {
  readonly items: readonly ExportRow[];
  readonly last: Cursor | null;
}

type Asked<Name extends EndpointName> = z.output<(typeof ENDPOINTS)[Name]["parameters"]>;
type Place<Name extends EndpointName> = z.output<(typeof ENDPOINTS)[Name]["cursor"]>;

export type Find<Name extends EndpointName> = (
  asked: Asked<Name>,
  after: Place<Name> | undefined,
  context: Context,
) => Promise<Found | Response>;

/** `items` may hold one more than the page: then it is cut, and its last place is where the next one begins. */
export function cut<Item>(
  items: readonly Item[],
  limit: number,
  placeOf: (item: Item) => Cursor,
): { readonly shown: readonly Item[]; readonly last: Cursor | null } {
  const shown = items.slice(0, limit);
  const end = shown.at(-1);
  return { shown, last: items.length > limit && end !== undefined ? placeOf(end) : null };
}

/** An endpoint of the API: reads what is asked by its definition, and answers what `find` finds. */
export function answer<Name extends EndpointName>(name: Name, find: Find<Name>) {
  return async (request: Request): Promise<Response> => {
    const { searchParams } = new URL(request.url);
    const given = Object.fromEntries(searchParams);
    const language: Language = given.lang !== undefined && isLanguage(given.lang) ? given.lang : "zh";
    const { parameters, cursor } = ENDPOINTS[name];
    const parsed = parameters.safeParse(given);
    if (!parsed.success) return tellProblems(name, given, parsed.error, language);
    const asked = parsed.data as Asked<Name> & { readonly cursor?: string };
    const place = asked.cursor === undefined ? undefined : cursor.safeParse(parseCursor(asked.cursor));
    if (place?.success === false) return problemAnswer(400, "bad-cursor", { lang: language, endpoint: name });

    const state = await readState(statedIn(asked));
    if (state.problem !== null)
      return problemAnswer(404, "no-such-state", { lang: language, values: { names: state.problem } });
    const { db, dataVersion: version, changedAt, newest } = state;
    // What an old state answers may still change: its names and notes are those of today.
    const etag = etagOf(newest);
    const headers = { ...SHARED_HEADERS, etag, "cache-control": REVALIDATE };
    if (isUnchanged(request, etag)) return new Response(null, { status: 304, headers });
    const context = { db, catalog: getCatalog(), language, dataVersion: version };
    const found = await find(asked, place?.data as Place<Name> | undefined, context);
    if (found instanceof Response) return found;
    const next = found.last === null ? null : writeCursor(found.last);
    const body = {
      data_version: version,
      changed_at: changedAt,
      ...(state.isFormer ? { newest_data_version: newest } : {}),
      ...demonstrationNote(),
      items: found.items,
      next,
    };
    return Response.json(body, {
      headers: next === null ? headers : { ...headers, link: linkTo(name, searchParams, next) },
    });
  };
}

/** What an endpoint that knows states was asked for. */
function statedIn(asked: Readonly<Record<string, unknown>>): Readonly<Record<string, string | undefined>> {
  const text = (given: unknown) => (typeof given === "string" ? given : undefined);
  return { release: text(asked.release), data: text(asked.data) };
}

function linkTo(name: EndpointName, asked: URLSearchParams, next: string): string {
  const query = new URLSearchParams(asked);
  query.set("cursor", next);
  return `<${API_ROOT}/${name}?${query}>; rel="next"`;
}

function tellProblems(
  name: EndpointName,
  given: Readonly<Record<string, string>>,
  { issues }: z.ZodError,
  lang: Language,
): Response {
  const { api } = messages(lang);
  const known = listParameters(name, api);
  const strange = Object.keys(given).filter((key) => known.every((parameter) => parameter.name !== key));
  const told = { lang, endpoint: name };
  if (strange.length > 0) {
    const names = { names: strange.join(", "), known: known.map((parameter) => parameter.name).join(", ") };
    return problemAnswer(400, "unknown-parameter", { ...told, values: names });
  }
  const wrong = new Set(issues.map(({ path }) => String(path[0])));
  const errors = known
    .filter((parameter) => wrong.has(parameter.name))
    .map(({ name: parameter, description, schema }) => ({
      parameter,
      given: given[parameter] ?? "",
      expected: `${description} (${typeWords(schema, api)})`,
    }));
  return problemAnswer(400, "bad-parameter", { ...told, errors, values: { names: [...wrong].join(", ") } });
}
