import type { Metadata } from "next";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { enterDesk } from "@/app/_desk/enter.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { listRegistryFiles } from "@/db/desk/registry-files.ts";
import { LARGEST_REGISTRY_MB } from "@/lib/desk/limits.ts";
import { civilInstant } from "@/lib/format.ts";
import css from "../agencies.module.css";

const PATH = "/desk/agencies/import";

export async function generateMetadata(props: DeskPageProps): Promise<Metadata> {
  return { title: messages(await pageLanguage(props)).registry.import.heading, robots: { index: false } };
}

/** Registry files: one is handed in, those that wait are listed. */
export default async function Page(props: DeskPageProps) {
  const lang = await pageLanguage(props);
  const desk = await enterDesk(lang, PATH, "administer");
  const { registry } = messages(lang);
  const { import: words } = registry;
  const waiting = listRegistryFiles(getDeskDatabase(), desk.user.key);
  return (
    <DeskFrame desk={desk} path={PATH} section="agencies" told={await props.searchParams}>
      <p className="small">
        <a href={href(lang, "/desk/agencies")}>{registry.page.back}</a>
      </p>
      <h1>{words.heading}</h1>
      <p className="lead">{words.lead}</p>
      <p>
        <a href={href(lang, "/desk/agencies/template/data.csv")}>{registry.links.template}</a>
      </p>
      <form
        method="post"
        encType="multipart/form-data"
        action={href(lang, `${PATH}/receive`)}
        className={`panel ${css.form}`}
        aria-label={words.heading}
      >
        <input type="hidden" name="token" value={desk.formToken} />
        <label className="field">
          {fill(words.file, { n: LARGEST_REGISTRY_MB })}
          <input name="file" type="file" required accept=".csv,.xlsx,text/csv" />
        </label>
        <div>
          <button type="submit">{words.submit}</button>
        </div>
      </form>
      {waiting.length === 0 ? null : (
        <section aria-labelledby="waiting">
          <h2 id="waiting">{words.waiting}</h2>
          <ul>
            {waiting.map(({ key, name, at }) => (
              <li key={key}>
                <a href={href(lang, `${PATH}/${key}`)}>{name}</a>{" "}
                <span className="soft">{fill(words.received, { at: civilInstant(at) })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </DeskFrame>
  );
}
