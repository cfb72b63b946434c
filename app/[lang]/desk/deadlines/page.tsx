import type { Metadata } from "next";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { enterDesk } from "@/app/_desk/enter.ts";
import { keptFormOf } from "@/app/_desk/kept-form.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import { listPlacedDeadlines, mayDate } from "@/db/desk/deadlines.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { DeadlineEntry } from "./deadline-entry.tsx";
import { DeadlineForm } from "./deadline-form.tsx";
import css from "./deadlines.module.css";
import { LegalDeadlines } from "./legal-deadlines.tsx";

const PATH = "/desk/deadlines";

export async function generateMetadata(props: DeskPageProps): Promise<Metadata> {
  return { title: messages(await pageLanguage(props)).deadlines.heading, robots: { index: false } };
}

/** The dates that regions and years have beside those of the law. */
export default async function Page(props: DeskPageProps) {
  const lang = await pageLanguage(props);
  const desk = await enterDesk(lang, PATH, "administer");
  const told = await props.searchParams;
  const kept = keptFormOf(desk, PATH, told)?.fields;
  const { deadlines: words } = messages(lang);
  const all = await listPlacedDeadlines(getDeskDatabase(), getCatalog());
  const inForce = all.filter(({ isEnded }) => !isEnded);
  const ended = all.filter(({ isEnded }) => isEnded);
  const entry = (one: (typeof all)[number]) => (
    <DeadlineEntry
      key={one.rule}
      deadline={one}
      desk={desk}
      isHis={mayDate(desk.user.remit, one.region)}
      kept={kept?.rule === String(one.rule) ? kept : undefined}
      ending={kept?.ending === String(one.rule) ? kept : undefined}
    />
  );
  return (
    <DeskFrame desk={desk} path={PATH} section="deadlines" told={told}>
      <h1>{words.heading}</h1>
      <p className="lead">{words.lead}</p>
      <p className="note">{words.effect}</p>
      <section aria-labelledby="in-force">
        <h2 id="in-force">{fill(words.list, { n: inForce.length })}</h2>
        {inForce.length === 0 ? (
          <p className="note">{words.none}</p>
        ) : (
          <ul className={`plain ${css.list}`}>{inForce.map(entry)}</ul>
        )}
      </section>
      <section aria-labelledby="set">
        <h2 id="set">{words.add}</h2>
        <DeadlineForm
          desk={desk}
          fields={kept?.rule === "" ? kept : {}}
          label={words.add}
          submit={words.form.submit}
        />
      </section>
      <LegalDeadlines lang={lang} />
      {ended.length === 0 ? null : (
        <section aria-labelledby="ended">
          <h2 id="ended">{fill(words.ended, { n: ended.length })}</h2>
          <ul className={`plain ${css.list}`}>{ended.map(entry)}</ul>
        </section>
      )}
    </DeskFrame>
  );
}
