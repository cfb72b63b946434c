import type { Messages } from "@/app/_messages/messages.ts";
import type { NoteGroup } from "./notes-list.ts";

interface Props {
  readonly groups: readonly NoteGroup[];
  readonly words: Messages["compare"]["notes"];
}

/** Notes that unfold: failed checks of forty agencies would bury the rest. */
const MOST_OPEN = 12;

export function Notes({ groups, words }: Props) {
  return (
    <section className="notes" aria-labelledby="notes">
      <h2 id="notes">{words.title}</h2>
      {groups.map(({ heading, numbered, notes }) => (
        <div key={heading}>
          <h3>{heading}</h3>
          {notes.length === 0 ? <p>{words.noBreaks}</p> : <NoteList numbered={numbered} notes={notes} />}
        </div>
      ))}
    </section>
  );
}

function NoteList({ numbered, notes }: Pick<NoteGroup, "numbered" | "notes">) {
  const items = notes.map((note) => <li key={note}>{note}</li>);
  if (numbered) return <ol>{items}</ol>;
  if (notes.length <= MOST_OPEN) return <ul>{items}</ul>;
  return (
    <details>
      <summary>{notes.length}</summary>
      <ul>{items}</ul>
    </details>
  );
}
