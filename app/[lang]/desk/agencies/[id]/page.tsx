import type { Metadata } from "next";
import { cellsOfRow, keptCells } from "@/app/_desk/agency-fields.ts";
import { agencyPage, requireAgency } from "@/app/_desk/agency-of.ts";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { enterDesk } from "@/app/_desk/enter.ts";
import { FieldProblems } from "@/app/_desk/field-problems.tsx";
import { keptFormOf } from "@/app/_desk/kept-form.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { fingerprintOf } from "@/db/desk/registry.ts";
import { AgencyForm } from "../agency-form.tsx";
import { Acts } from "./acts.tsx";
import { History } from "./history.tsx";

type Props = DeskPageProps<{ readonly id: string }>;

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { id } = await props.params;
  const { heading } = messages(await pageLanguage(props)).registry;
  return { title: `${id} · ${heading}`, robots: { index: false } };
}

/** What is entered of an agency, what became of it, and who changed it when. */
export default async function Page(props: Props) {
  const lang = await pageLanguage(props);
  const { id: given } = await props.params;
  const id = decodeURIComponent(given);
  const page = agencyPage({ id });
  const desk = await enterDesk(lang, page, "administer");
  const told = await props.searchParams;
  const row = requireAgency(desk, id);
  const kept = keptFormOf(desk, page, told);
  const isAct = kept?.fields.act !== undefined;
  const ofForm = isAct ? undefined : kept;
  const now = cellsOfRow(row);
  const cells = ofForm === undefined ? now : { ...now, ...keptCells(ofForm.fields) };
  const { registry: words } = messages(lang);
  const name = (lang === "en" && row.name_en) || row.name || id;
  const nameOf = (field: string): string =>
    field in words.form ? words.form[field as "name"] : field === "act" ? words.acts.heading : field;
  return (
    <DeskFrame desk={desk} path={page} section="agencies" told={told}>
      <p className="small">
        <a href={href(lang, "/desk/agencies")}>{words.page.back}</a>
      </p>
      <h1>{name}</h1>
      <p className="soft">
        <code>{id}</code> · <a href={href(lang, `/agencies/${id}`)}>{words.page.public}</a>
      </p>
      {ofForm !== undefined && ofForm.problems.length === 0 ? (
        <p className="note warning">{words.form.meanwhile}</p>
      ) : null}
      <FieldProblems
        intro={fill(words.form.wrong, { n: kept?.problems.length ?? 0 })}
        problems={kept?.problems ?? []}
        nameOf={nameOf}
        lang={lang}
      />
      <section aria-labelledby="form">
        <h2 id="form">{words.form.change}</h2>
        <AgencyForm
          desk={desk}
          action={`${page}/change`}
          label={fill(words.form.changeLabel, { name })}
          submit={words.form.save}
          cells={cells}
          now={ofForm === undefined ? undefined : now}
          seen={fingerprintOf(row)}
        />
      </section>
      <Acts desk={desk} row={row} kept={isAct ? kept?.fields : undefined} />
      <History id={id} lang={lang} />
    </DeskFrame>
  );
}
