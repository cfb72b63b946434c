import type { Metadata } from "next";
import { keptCells } from "@/app/_desk/agency-fields.ts";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { enterDesk } from "@/app/_desk/enter.ts";
import { FieldProblems } from "@/app/_desk/field-problems.tsx";
import { keptFormOf } from "@/app/_desk/kept-form.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { AgencyForm } from "../agency-form.tsx";

const PATH = "/desk/agencies/new";

export async function generateMetadata(props: DeskPageProps): Promise<Metadata> {
  return { title: messages(await pageLanguage(props)).registry.form.add, robots: { index: false } };
}

/** An agency that is not there yet. */
export default async function Page(props: DeskPageProps) {
  const lang = await pageLanguage(props);
  const desk = await enterDesk(lang, PATH, "administer");
  const told = await props.searchParams;
  const kept = keptFormOf(desk, PATH, told);
  const { registry: words } = messages(lang);
  return (
    <DeskFrame desk={desk} path={PATH} section="agencies" told={told}>
      <p className="small">
        <a href={href(lang, "/desk/agencies")}>{words.page.back}</a>
      </p>
      <h1>{words.form.add}</h1>
      <p className="note">{words.atOnce}</p>
      <FieldProblems
        intro={fill(words.form.wrong, { n: kept?.problems.length ?? 0 })}
        problems={kept?.problems ?? []}
        nameOf={(field) => (field in words.form ? words.form[field as "name"] : field)}
        lang={lang}
      />
      <AgencyForm
        desk={desk}
        action="/desk/agencies/add"
        label={words.form.add}
        submit={words.form.create}
        cells={keptCells(kept?.fields ?? {})}
        seen=""
        isNew
      />
    </DeskFrame>
  );
}
