import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { type AgencyCells, aliasFields, linesOf } from "@/app/_desk/agency-fields.ts";
import { DeskForm } from "@/app/_desk/desk-form.tsx";
import type { Desk } from "@/app/_desk/enter.ts";
import { fill, messages } from "@/app/_messages/messages.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { getDemonstration } from "@/lib/catalog/demonstration.ts";
import { getRegistryWords, type ImportColumn } from "@/lib/catalog/registry.ts";
import css from "./agencies.module.css";

interface Props {
  readonly desk: Desk;
  readonly action: string;
  readonly label: string;
  readonly submit: string;
  /** What the fields hold: what is entered, or what somebody filled in. */
  readonly cells: AgencyCells;
  /** What is entered, where what was filled in may be another. */
  readonly now?: AgencyCells | undefined;
  /** Fingerprint of what is entered; empty of an agency that is not there yet. */
  readonly seen: string;
  readonly isNew?: boolean;
}

const EMPTY_ROWS = 2;

/** An agency, column by column. Where somebody changed it meanwhile, what is entered stands beside what was typed. */
export function AgencyForm({ desk, action, label, submit, cells, now, seen, isNew = false }: Props) {
  const { lang } = desk;
  const { registry } = messages(lang);
  const { form: words } = registry;
  const { kinds, levels, lines } = getRegistryWords();
  const named = (list: typeof kinds) => list.map(({ id, name }) => [id, name[lang]] as const);
  const noted = (column: ImportColumn) => <Now column={column} cells={cells} now={now} desk={desk} />;
  const text = (column: ImportColumn, given: { size?: number; required?: boolean } = {}) => (
    <label className="field">
      {words[column as "name"]}
      <input
        name={column}
        defaultValue={cells[column] ?? ""}
        size={given.size ?? 24}
        maxLength={400}
        required={given.required}
        autoCapitalize="none"
      />
      {noted(column)}
    </label>
  );
  const several = (column: "short_names" | "domain") => (
    <label className="field">
      {words[column]}
      <textarea name={column} defaultValue={linesOf(cells[column])} rows={2} cols={28} maxLength={2000} />
      {noted(column)}
    </label>
  );
  const choice = (column: ImportColumn, options: readonly (readonly [string, string])[], any: string) => (
    <div>
      <ChoiceField
        name={column}
        label={words[column as "kind"]}
        options={options}
        any={any}
        chosen={cells[column] ?? ""}
      />
      {noted(column)}
    </div>
  );
  return (
    <DeskForm desk={desk} action={action} className={`panel ${css.form}`} label={label}>
      <input type="hidden" name="seen" value={seen} />
      <div className={css.fields}>
        {isNew ? text("id") : null}
        {text("name", { required: true, size: 32 })}
        {text("name_en", { size: 32 })}
        {several("short_names")}
      </div>
      {isNew ? null : <p className="small soft">{words.nameNote}</p>}
      <Aliases cells={cells} desk={desk} />
      {noted("aliases")}
      <div className={css.fields}>
        {choice("kind", named(kinds), words.choose)}
        {choice("level", named(levels), words.choose)}
        {text("region", { size: 10 })}
        {getDemonstration() === undefined ? null : text("region_name")}
        {text("parent")}
        {choice("line", named(lines), words.lineAuto)}
        {text("credit_code", { size: 22 })}
        {several("domain")}
        {text("valid_from", { size: 12 })}
        {text("valid_to", { size: 12 })}
        {choice(
          "usual_scope",
          getCatalog().scopes.map(({ id, name }) => [id, name[lang]]),
          words.notStated,
        )}
      </div>
      <div>
        <button type="submit">{submit}</button>
      </div>
    </DeskForm>
  );
}

interface NowProps extends Pick<Props, "cells" | "now" | "desk"> {
  readonly column: ImportColumn;
}

/** What is entered now, where it is not what the field holds. */
function Now({ column, cells, now, desk }: NowProps) {
  const { form: words } = messages(desk.lang).registry;
  if (now === undefined || (now[column] ?? "") === (cells[column] ?? "")) return null;
  return <small className={css.now}>{fill(words.now, { value: now[column] || words.nothing })}</small>;
}

function Aliases({ cells, desk }: Pick<Props, "cells" | "desk">) {
  const { form: words } = messages(desk.lang).registry;
  const empty = Array.from({ length: EMPTY_ROWS }, () => ({ name: "", from: "", to: "" }));
  return (
    <fieldset className={css.aliases}>
      <legend>{words.aliases}</legend>
      {[...aliasFields(cells.aliases), ...empty].map(({ name, from, to }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are neither moved nor taken out
        <div key={at} className="row">
          <label className="field">
            {words.alias}
            <input name="alias" defaultValue={name} size={26} maxLength={200} />
          </label>
          <label className="field">
            {words.aliasFrom}
            <input name="alias_from" defaultValue={from} size={11} maxLength={10} />
          </label>
          <label className="field">
            {words.aliasTo}
            <input name="alias_to" defaultValue={to} size={11} maxLength={10} />
          </label>
        </div>
      ))}
      <p className="small soft">{words.aliasNote}</p>
    </fieldset>
  );
}
