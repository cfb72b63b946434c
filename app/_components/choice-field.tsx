interface Props {
  readonly name: string;
  readonly label: string;
  /** Id and word of each choice. */
  readonly options: readonly (readonly [id: string, word: string])[];
  /** The word for all of them, where all may be asked for. */
  readonly any?: string;
  readonly chosen: string | undefined;
}

/** A field of a filter: one of several, or all. */
export function ChoiceField({ name, label, options, any, chosen }: Props) {
  return (
    <label className="field">
      {label}
      <select name={name} defaultValue={chosen ?? ""}>
        {any === undefined ? null : <option value="">{any}</option>}
        {options.map(([id, word]) => (
          <option key={id} value={id}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
}
