import type { Metadata } from "next";
import { Pages } from "@/app/_components/list-navigation.tsx";
import { batchPage, requireBatch } from "@/app/_desk/batch-of.ts";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { type Desk, enterDesk } from "@/app/_desk/enter.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { type BatchView, type Counts, countFiles, handles } from "@/db/desk/batches.ts";
import { FILE_FILTERS, type FileFilter, listFiles } from "@/db/desk/drafts.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { may } from "@/lib/desk/roles.ts";
import { civilInstant } from "@/lib/format.ts";
import { BatchStates } from "../batch-states.tsx";
import css from "./batch.module.css";
import { FileEntry } from "./file-entry.tsx";
import { PublishForm } from "./publish-form.tsx";
import { UploadForm } from "./upload-form.tsx";

const PAGE_SIZE = 50;

type Props = DeskPageProps<{ readonly key: string }>;

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: messages(await pageLanguage(props)).desk.batch.title, robots: { index: false } };
}

/** Files handed in together: what became of each, and what is to be decided. */
export default async function Page(props: Props) {
  const lang = await pageLanguage(props);
  const { key } = await props.params;
  const given = await props.searchParams;
  const path = batchPage({ key });
  const desk = await enterDesk(lang, path, "read-drafts");
  const db = getDeskDatabase();
  const batch = requireBatch(db, desk.user, key);
  const { desk: words, quality } = messages(lang);
  const filter = FILE_FILTERS.find((one) => one === given.show) ?? "all";
  const page = /^[1-9]\d{0,4}$/.test(String(given.page)) ? Number(given.page) : 1;
  const counts = countFiles(db, batch.key);
  const { files, total } = listFiles(db, desk.user, batch, { filter, size: PAGE_SIZE, page });
  const whole = handles(desk.user, batch);
  const mayEdit = batch.state === "open" && may(desk.user.role, "edit");
  return (
    <DeskFrame desk={desk} path={path} section="desk" told={given}>
      <ol className="trail">
        <li>
          <a href={href(lang, "/desk")}>{words.heading}</a>
        </li>
        <li>{words.batches.heading}</li>
      </ol>
      <h1>{batch.name}</h1>
      <p className="soft">
        <span className="chip">{words.batch.states[batch.state]}</span>{" "}
        {fill(words.batch.opened, { name: batch.openedBy, at: civilInstant(batch.openedAt) })}
        {batch.endedAt === null ? null : ` · ${fill(words.batch.ended, { at: civilInstant(batch.endedAt) })}`}
      </p>
      {mayEdit && whole ? <UploadForm desk={desk} batch={batch.key} counts={counts} /> : null}
      <section aria-labelledby="files">
        <h2 id="files">{words.batch.files}</h2>
        <p>
          <BatchStates counts={counts} lang={lang} />{" "}
          {counts.waiting + counts.reading > 0 ? <a href={href(lang, path)}>{words.batch.refresh}</a> : null}
        </p>
        <Filters filter={filter} counts={counts} path={path} desk={desk} />
        {files.length === 0 ? (
          <p className="note">{words.batch.none}</p>
        ) : (
          <ol className={`plain ${css.files}`}>
            {files.map((file) => (
              <FileEntry key={file.key} file={file} batch={batch} desk={desk} mayEdit={mayEdit} />
            ))}
          </ol>
        )}
        {total > PAGE_SIZE ? (
          <Pages
            shown={quality.list.shown}
            page={page}
            size={PAGE_SIZE}
            total={total}
            addressOf={(number) => `${path}?show=${filter}&page=${number}#files`}
            lang={lang}
          />
        ) : null}
      </section>
      {mayEdit && whole && may(desk.user.role, "publish") ? <PublishForm desk={desk} batch={batch} /> : null}
      {mayEdit && whole ? <Withdraw desk={desk} batch={batch} /> : null}
    </DeskFrame>
  );
}

interface FiltersProps {
  readonly filter: FileFilter;
  readonly counts: Counts;
  readonly path: string;
  readonly desk: Desk;
}

function Filters({ filter, counts, path, desk: { lang } }: FiltersProps) {
  const { batch: words } = messages(lang).desk;
  const shown = FILE_FILTERS.filter((one) => one === "all" || counts[one] > 0 || one === filter);
  if (shown.length === 1) return null;
  return (
    <nav className="actions small" aria-label={words.filters.label}>
      {shown.map((one) => (
        <a
          key={one}
          href={`${href(lang, path)}?show=${one}#files`}
          aria-current={one === filter ? "true" : undefined}
        >
          {words.filters[one]}
        </a>
      ))}
    </nav>
  );
}

function Withdraw({ desk, batch }: { readonly desk: Desk; readonly batch: BatchView }) {
  const { withdraw: words } = messages(desk.lang).desk.batch;
  return (
    <section aria-labelledby="withdraw">
      <h2 id="withdraw">{words.heading}</h2>
      <p className="small soft">{words.note}</p>
      <DeskForm
        desk={desk}
        action={`/desk/batches/${batch.key}/withdraw`}
        className="row"
        label={words.heading}
      >
        <label className="choice">
          <input type="checkbox" name="sure" value="yes" required />
          {words.sure}
        </label>
        <button type="submit" className="quiet">
          {words.submit}
        </button>
      </DeskForm>
    </section>
  );
}
