import type { Metadata } from "next";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { type Desk, enterDesk } from "@/app/_desk/enter.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { listBatches } from "@/db/desk/batches.ts";
import { listOpenDoubts, type OpenDoubt } from "@/db/desk/doubts.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { civilInstant, formatCount } from "@/lib/format.ts";
import css from "../agencies.module.css";

const PATH = "/desk/agencies/doubts";

export async function generateMetadata(props: DeskPageProps): Promise<Metadata> {
  return { title: messages(await pageLanguage(props)).registry.doubts.heading, robots: { index: false } };
}

/** Reports of which it is not certain whose they are. */
export default async function Page(props: DeskPageProps) {
  const lang = await pageLanguage(props);
  const desk = await enterDesk(lang, PATH, "administer");
  const db = getDeskDatabase();
  const { registry } = messages(lang);
  const { doubts: words } = registry;
  const doubts = listOpenDoubts(db, desk.user.remit);
  const batches = listBatches(db, desk.user).filter(
    ({ state, counts }) => state === "open" && counts.doubts > 0,
  );
  return (
    <DeskFrame desk={desk} path={PATH} section="agencies" told={await props.searchParams}>
      <p className="small">
        <a href={href(lang, "/desk/agencies")}>{registry.page.back}</a>
      </p>
      <h1>{words.heading}</h1>
      <p className="lead">{words.lead}</p>
      {batches.length === 0 ? null : (
        <section aria-labelledby="batches">
          <h2 id="batches">{words.batches}</h2>
          <ul>
            {batches.map(({ key, name, counts }) => (
              <li key={key}>
                <a href={href(lang, `/desk/batches/${key}?show=doubts`)}>{name}</a>{" "}
                <span className="soft">{formatCount(counts.doubts, lang)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="list">
        <h2 id="list">{fill(words.list, { n: formatCount(doubts.length, lang) })}</h2>
        {doubts.length === 0 ? <p className="note">{words.none}</p> : null}
        {doubts.map((doubt) => (
          <Entry key={doubt.key} doubt={doubt} desk={desk} />
        ))}
      </section>
    </DeskFrame>
  );
}

function Entry({ doubt, desk }: { readonly doubt: OpenDoubt; readonly desk: Desk }) {
  const { doubts: words } = messages(desk.lang).registry;
  const { key, name, called, year, askedAt, candidateNames } = doubt;
  return (
    <DeskForm
      desk={desk}
      action={`${PATH}/settle`}
      className={`panel ${css.form}`}
      label={fill(words.label, { n: key })}
    >
      <h3>{name}</h3>
      <p className="soft">
        {called === "" ? words.nobody : fill(words.called, { name: called })}
        {year === null ? null : ` · ${fill(words.year, { year })}`} ·{" "}
        {fill(words.asked, { at: civilInstant(askedAt) })}
      </p>
      <input type="hidden" name="doubt" value={key} />
      {candidateNames.length === 0 ? (
        <p className="small soft">{words.noCandidates}</p>
      ) : (
        <fieldset>
          <legend>{words.candidates}</legend>
          {candidateNames.map(([id, candidate]) => (
            <label key={id} className="choice">
              <input type="radio" name="candidate" value={id} />
              {candidate} <span className="small soft">{id}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div className="row">
        <label className="field">
          {words.other}
          <input name="other" autoCapitalize="none" maxLength={80} size={28} />
        </label>
        <button type="submit">{words.submit}</button>
      </div>
    </DeskForm>
  );
}
