import type { z } from "zod";
import { isFormToken } from "@/db/desk/sessions.ts";
import type { Permission } from "@/lib/desk/roles.ts";
import { type Admitted, admit, type DeskProps, goTo, languageOf, refuse } from "./admit.ts";

/** What a form led to, as the page it returns to tells it (`desk.done`, `desk.problems`). */
export type Outcome =
  | { readonly done: string; readonly page?: string }
  | { readonly problem: string; readonly page?: string };

interface Asked<Form extends z.ZodType> {
  readonly permission: Permission;
  readonly form: Form;
  /** Where the form stands, given the names in its address. */
  readonly page: (params: Readonly<Record<string, string>>) => string;
  /** Bytes a form may have, where it holds a file. */
  readonly largest?: number;
}

const LARGEST_FORM = 1024 * 1024;

/** The fields of a form; of several of one name a list. */
async function readForm(
  request: Request,
  largest: number,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= largest)) return undefined;
  const form = await request.formData().catch(() => undefined);
  if (form === undefined) return undefined;
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const all = form.getAll(name);
      return [name, all.length === 1 ? all[0] : all];
    }),
  );
}

const withQuery = (page: string, name: string, value: string): string => {
  const [address = "", anchor] = page.split("#");
  const query = `${address.includes("?") ? "&" : "?"}${name}=${value}`;
  return `${address}${query}${anchor === undefined ? "" : `#${anchor}`}`;
};

/** A form of the desk as a route: nothing runs before it is clear who asks, from where, and that he may. */
export const deskAction =
  <Form extends z.ZodType>(
    { permission, form, page, largest = LARGEST_FORM }: Asked<Form>,
    run: (
      input: z.output<Form>,
      admitted: Admitted,
      params: Readonly<Record<string, string>>,
    ) => Promise<Outcome> | Outcome,
  ) =>
  async (request: Request, props: DeskProps): Promise<Response> => {
    const lang = await languageOf(props);
    const params = await props.params;
    const home = page(params);
    const admitted = await admit(request, lang, permission, home);
    if (admitted instanceof Response) return admitted;
    const given = await readForm(request, largest);
    if (given === undefined || !isFormToken(String(given.token ?? ""), admitted.token))
      return refuse(request, lang, "bad-form", home);
    const parsed = form.safeParse(given);
    if (!parsed.success) return goTo(lang, withQuery(home, "problem", "bad-input"));
    const outcome = await run(parsed.data, admitted, params);
    const back = outcome.page ?? home;
    return "done" in outcome
      ? goTo(lang, withQuery(back, "done", outcome.done))
      : goTo(lang, withQuery(back, "problem", outcome.problem));
  };
