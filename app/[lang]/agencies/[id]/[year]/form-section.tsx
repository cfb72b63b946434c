import { DrawnRegion } from "@/app/_components/scroll-region.tsx";
import { fill, messages } from "@/app/_messages/messages.ts";
import type { Catalog } from "@/lib/catalog/catalog.ts";
import type { Edition, Language, TableTemplate } from "@/lib/catalog/schema.ts";
import { cellAnchor, drawForm, readsOtherwise } from "@/lib/exports/form-markup.ts";
import { asPrinted, buildFormTable } from "@/lib/exports/form-table.ts";
import { formatAmount } from "@/lib/format.ts";
import type { Fact } from "@/lib/model.ts";
import type { ReportTable } from "@/lib/views.ts";
import { type Asking, readAsking } from "./asking.ts";
import { FindingList } from "./finding-list.tsx";
import { type NumberedFinding, type OriginalOf, originalAt, placeWords } from "./numbered-findings.ts";
import { PrintedOtherwise } from "./printed-otherwise.tsx";
import css from "./report.module.css";

type Cell = Pick<Fact, "edition" | "indicator" | "member">;

interface Props {
  readonly catalog: Catalog;
  readonly edition: Edition;
  readonly template: TableTemplate;
  readonly found: ReportTable;
  readonly facts: readonly Fact[];
  readonly findings: readonly NumberedFinding[];
  readonly byCell: ReadonlyMap<string, readonly number[]>;
  readonly originalOf?: OriginalOf;
  /** The cells are looked at one by one; this one now. */
  readonly looking?: { readonly slotOf: (cell: Cell) => string; readonly at: string | undefined };
  /** How readers question the numbers, where they may. */
  readonly asking?: Asking | undefined;
  readonly lang: Language;
}

/** One table of the report, drawn as on its form, with what was found out about its cells. */
export function FormSection({
  catalog,
  edition,
  template,
  found,
  facts,
  findings,
  byCell,
  originalOf = originalAt,
  asking,
  looking,
  lang,
}: Props) {
  const { report, frame } = messages(lang);
  const name = fill(report.forms.name, { table: template.title[lang], edition: edition.name[lang] });
  const units = new Map(catalog.units.map((unit) => [unit.id, unit]));
  const unitNames = new Map(
    catalog.indicators.map((indicator) => [indicator.id, units.get(indicator.unit)?.name]),
  );
  const amountText = (amount: number, unit: string) =>
    formatAmount(amount, units.get(unit) ?? { scale: 1 }, lang);
  const printed = edition.labels === "printed" ? asPrinted(template, facts) : template;
  const form = buildFormTable(edition.id, printed, facts, (indicator) => unitNames.get(indicator));
  const drawn = drawForm(form, {
    lang,
    name,
    linkTo: originalOf,
    placeText: (origin) => placeWords(origin, lang),
    target: "original",
    statusText: (status) => frame.status[status],
    amountText,
    moneyText: (id) => {
      const unit = units.get(id);
      return unit && unit.scale > 1 ? unit.name[lang] : "";
    },
    findingsOf: (fact) => byCell.get(cellAnchor(fact.origin)) ?? [],
    ...(looking === undefined
      ? {}
      : {
          looking: {
            at: looking.at,
            slotOf: ({ indicator, member }) => looking.slotOf({ edition: edition.id, indicator, member }),
          },
        }),
    asking: asking && readAsking(asking, edition.id, lang),
    findingText: (number) => fill(report.findings.number, { n: number }),
  });
  const own = facts.filter((fact) => fact.edition === edition.id && fact.table === template.id);
  const anchors = new Set(own.map((fact) => cellAnchor(fact.origin)));
  const touching = findings.filter(
    ({ finding }) => finding.origin && anchors.has(cellAnchor(finding.origin)),
  );
  const otherwise = own.filter(
    (fact) =>
      fact.value.status === "reported" && readsOtherwise(fact, amountText(fact.value.amount, fact.unit)),
  );
  return (
    <section className={css.section} aria-labelledby={`table-${edition.id}-${template.id}`}>
      <h2 id={`table-${edition.id}-${template.id}`}>{template.title[lang]}</h2>
      <p className="soft small">
        {edition.name[lang]} · {edition.basis[lang]} ·{" "}
        {fill(report.cellsOf, { n: found.read, total: found.expected })}
      </p>
      <DrawnRegion name={name} lang={lang} className={css.form} markup={drawn} />
      <PrintedOtherwise facts={otherwise} amountText={amountText} units={units} lang={lang} />
      {touching.length > 0 ? (
        <>
          <h3>{report.findings.table}</h3>
          <FindingList findings={touching} drawn={anchors} originalOf={originalOf} lang={lang} />
        </>
      ) : null}
    </section>
  );
}
