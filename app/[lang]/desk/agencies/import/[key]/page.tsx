import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { type Desk, enterDesk } from "@/app/_desk/enter.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { previewImport } from "@/app/_desk/registry-import.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { findRegistryFile, type RegistryUpload } from "@/db/desk/registry-files.ts";
import { formatCount } from "@/lib/format.ts";
import css from "../../agencies.module.css";
import { BadRows } from "./bad-rows.tsx";
import { Changes } from "./changes.tsx";

type Props = DeskPageProps<{ readonly key: string }>;

const PATH = "/desk/agencies/import";

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: messages(await pageLanguage(props)).registry.import.preview, robots: { index: false } };
}

/** What a registry file would change, row by row, before it is applied whole or not at all. */
export default async function Page(props: Props) {
  const lang = await pageLanguage(props);
  const { key } = await props.params;
  const path = `${PATH}/${encodeURIComponent(key)}`;
  const desk = await enterDesk(lang, path, "administer");
  const db = getDeskDatabase();
  const file = /^[1-9]\d{0,9}$/.test(key) ? findRegistryFile(db, Number(key), desk.user.key) : undefined;
  if (file === undefined) notFound();
  const { registry } = messages(lang);
  const { import: words } = registry;
  const preview = previewImport(db, file.bytes, desk.user.remit);
  const { counts, problemCount, changes } = preview;
  const numbers = Object.fromEntries(Object.entries(counts).map(([id, n]) => [id, formatCount(n, lang)]));
  const isSound = problemCount === 0;
  return (
    <DeskFrame desk={desk} path={path} section="agencies" told={await props.searchParams}>
      <p className="small">
        <a href={href(lang, PATH)}>{words.heading}</a>
      </p>
      <h1>{file.name}</h1>
      {isSound ? (
        <p className="lead">{fill(words.counts, numbers)}</p>
      ) : (
        <BadRows preview={preview} lang={lang} />
      )}
      {changes.length > 0 ? <Changes changes={changes} lang={lang} /> : null}
      {isSound && changes.length === 0 ? <p className="note">{words.nothing}</p> : null}
      {isSound && changes.length > 0 ? (
        <Apply desk={desk} file={file} fingerprint={preview.fingerprint} />
      ) : null}
      <DeskForm desk={desk} action={`${path}/drop`} label={fill(words.dropLabel, { name: file.name })}>
        <button type="submit" className="quiet">
          {words.drop}
        </button>
      </DeskForm>
    </DeskFrame>
  );
}

interface ApplyProps {
  readonly desk: Desk;
  readonly file: RegistryUpload;
  readonly fingerprint: string;
}

function Apply({ desk, file, fingerprint }: ApplyProps) {
  const { import: words } = messages(desk.lang).registry;
  return (
    <DeskForm
      desk={desk}
      action={`${PATH}/${file.key}/apply`}
      className={`panel ${css.form}`}
      label={fill(words.label, { name: file.name })}
    >
      <input type="hidden" name="shown" value={fingerprint} />
      <label className="choice">
        <input type="checkbox" name="sure" value="yes" required />
        {words.sure}
      </label>
      <div>
        <button type="submit">{words.apply}</button>
      </div>
    </DeskForm>
  );
}
