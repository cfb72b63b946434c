import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { fill, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { cellAnchor } from "@/lib/exports/form-markup.ts";
import type { UnplacedTable } from "@/lib/report.ts";
import css from "./report.module.css";

interface Props {
  readonly tables: readonly UnplacedTable[];
  /** Address of the original's view; `null` where the original is not held. */
  readonly view: string | null;
  readonly lang: Language;
}

/** Rows, tables and cells that no form knows, as printed: nothing an agency printed is lost. */
export function OutsideForms({ tables, view, lang }: Props) {
  const rowsOf = (isSingle: boolean) =>
    tables.filter(({ kind }) => (kind === "cells") === isSingle).flatMap(({ rows }) => rows);
  const n = rowsOf(false).length;
  const cells = rowsOf(true).flatMap((row) => row.cells).length;
  if (n + cells === 0) return null;
  const words = messages(lang).report.outside;
  const heading = cells === 0 ? words.heading : n === 0 ? words.headingCells : words.headingBoth;
  return (
    <section aria-labelledby="outside">
      <h2 id="outside">{fill(heading, { n, cells })}</h2>
      <p className="soft small">{words.intro}</p>
      {tables.map((table) => (
        <OutsideTable key={`${table.kind} ${table.table}`} table={table} view={view} lang={lang} />
      ))}
    </section>
  );
}

function OutsideTable({ table, view, lang }: Omit<Props, "tables"> & { readonly table: UnplacedTable }) {
  const words = messages(lang).report.outside;
  const where = [
    fill(words.table, { table: table.table }),
    ...(table.page === undefined ? [] : [fill(words.page, { page: table.page })]),
  ].join(" · ");
  return (
    <details open={table.kind !== "table"}>
      <summary>
        {where}
        {table.caption ? <span lang="zh-CN"> {table.caption.slice(0, 60)}</span> : null}
      </summary>
      <ScrollRegion
        name={`${words.region} ${where}`}
        lang={lang}
        className={table.kind === "cells" ? css.cells : css.rows}
      >
        <table lang="zh-CN">
          <tbody>
            {table.rows.map(({ row, label, cells }) => (
              <tr key={row}>
                <th scope="row" lang={lang === "zh" ? "zh-CN" : "en"}>
                  {view === null ? (
                    fill(words.row, { row })
                  ) : (
                    <a
                      href={`${view}#${cellAnchor({ table: table.table, row, column: cells[0]?.column ?? 1 })}`}
                      target="original"
                    >
                      {fill(words.row, { row })}
                    </a>
                  )}
                </th>
                {label === undefined ? null : <td>{label}</td>}
                {cells.map(({ column, columnSpan, text, head }) => (
                  <td key={column} colSpan={table.kind === "cells" ? 1 : columnSpan}>
                    {head ? <span className="soft">{head} </span> : null}
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}
