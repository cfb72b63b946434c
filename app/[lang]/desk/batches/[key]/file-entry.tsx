import type { Desk } from "@/app/_desk/enter.ts";
import { FindingLines } from "@/app/_desk/finding-lines.tsx";
import { messages } from "@/app/_messages/messages.ts";
import type { BatchView } from "@/db/desk/batches.ts";
import type { FileView } from "@/db/desk/drafts.ts";
import css from "./batch.module.css";
import { DraftEntry } from "./draft-entry.tsx";

interface Props {
  readonly file: FileView;
  readonly batch: BatchView;
  readonly desk: Desk;
  readonly mayEdit: boolean;
}

/** A file of a batch: what became of it, and the reports it holds. */
export function FileEntry({ file, batch, desk, mayEdit }: Props) {
  const { batch: words } = messages(desk.lang).desk;
  const { path, state, findings } = file;
  return (
    <li className={css.file}>
      <h3>
        {path} <span className={state === "failed" ? "chip error" : "chip"}>{words.fileStates[state]}</span>
      </h3>
      <FindingLines findings={findings} lang={desk.lang} />
      {file.drafts.map((draft) => (
        <DraftEntry key={draft.key} draft={draft} batch={batch} desk={desk} mayEdit={mayEdit} />
      ))}
    </li>
  );
}
