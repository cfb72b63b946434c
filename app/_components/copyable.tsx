import css from "./take-along.module.css";

interface Props {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly note?: string | undefined;
  readonly rows?: number;
}

/** A text to be copied: a field that the keyboard reaches, selects and copies from, without a script. */
export function Copyable({ id, label, text, note, rows = 2 }: Props) {
  return (
    <div className={css.copyable}>
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        readOnly
        rows={rows}
        value={text}
        spellCheck={false}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
      />
      {note === undefined ? null : (
        <p className="small soft" id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}
