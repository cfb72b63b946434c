import { agencyName } from "@/app/_components/agency-name.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { html } from "@/lib/exports/html.ts";
import { formatCount, formatRate } from "@/lib/format.ts";
import {
  FLOW_IN,
  FLOW_OUT,
  FLOW_PARTS,
  FLOW_TOTAL,
  type FlowIndicator,
} from "@/lib/statistics/request-flow.ts";
import { wordFor } from "./agencies/agency-table.ts";
import { MOST_AGENCIES } from "./compare/search-params.ts";
import type { Home } from "./home.ts";
import styles from "./request-flow.module.css";

/** What came in, what became of it and what was left over, drawn to one scale in a table. */
export function RequestFlowTable({ home, lang }: { readonly home: Home; readonly lang: Language }) {
  const { flow, year, catalog } = home;
  const { frame, home: words, agencies: registry } = messages(lang);
  const text = words.flow;
  if (flow === undefined) {
    return (
      <section aria-labelledby="flow">
        <h2 id="flow">{fill(text.title, { year })}</h2>
        <p className="soft">{fill(text.none, { year })}</p>
      </section>
    );
  }
  const { agencies, workload, total, accounted, difference, partsDifference, unbalanced, left } = flow;
  const chosen = agencies.length > MOST_AGENCIES ? "" : `agencies=${agencies.join(",")}&`;
  const link = (id: FlowIndicator, amount: number) =>
    html`<a href="${href(lang, `/compare?${chosen}indicator=${id}&years=${year}-${year}&chart=bar`)}">${formatCount(amount, lang)}</a>`;
  const share = (amount: number) => (workload === 0 ? frame.noCases : formatRate(amount / workload, lang));
  const name = (id: FlowIndicator) => catalog.indicators.find((entry) => entry.id === id)?.name[lang] ?? id;
  const band = (id: FlowIndicator, tone: string | number) => {
    const { from, width, amount } = flow.bands.find(({ indicator }) => indicator === id) ?? {
      ...{ from: 0, width: 0, amount: 0 },
    };
    const drawn =
      amount > 0 &&
      html`<span class="bar" style="margin-left:${(from * 100).toFixed(2)}%;width:${(width * 100).toFixed(2)}%;background:var(--${tone})"></span>`;
    return html`<tr><th scope="row"><span class="band-row"><span>${name(id)}</span><span class="track">${drawn}</span></span></th><td>${link(id, amount)}</td><td>${share(amount)}</td></tr>`;
  };
  const sum = (label: string, amount: number, id?: FlowIndicator) =>
    html`<tr class="sum"><th scope="row">${label}</th><td>${id ? link(id, amount) : formatCount(amount, lang)}</td><td>${share(amount)}</td></tr>`;
  const head = (label: string) => html`<tr><th scope="rowgroup" colspan="3">${label}</th></tr>`;
  const { markup } =
    html`<table class="numbers"><thead><tr><th scope="col">${text.stage}</th><th scope="col">${text.cases}</th><th scope="col">${text.share}</th></tr></thead><tbody>${head(text.in)}${FLOW_IN.map((id) => band(id, "ink-soft"))}${sum(text.workload, workload)}</tbody><tbody>${head(text.outcomes)}${FLOW_PARTS.map((id, at) => band(id, `part-${at + 1}`))}${sum(text.total, total, FLOW_TOTAL)}</tbody><tbody>${head(text.out)}${band(FLOW_OUT, "ink-soft")}${sum(text.accounted, accounted)}</tbody></table>`;
  const names = (ids: readonly string[]) =>
    ids
      .map((id) => {
        const agency = home.agencies.find((entry) => entry.id === id);
        return agency ? agencyName(agency, lang) : id;
      })
      .join(text.join);
  const checks = [
    difference === 0
      ? fill(text.balanced, { n: formatCount(workload, lang) })
      : fill(text.unbalanced, {
          workload: formatCount(workload, lang),
          accounted: formatCount(accounted, lang),
          n: formatCount(difference, lang),
        }),
    partsDifference === 0
      ? text.partsBalanced
      : fill(text.partsUnbalanced, { n: formatCount(partsDifference, lang) }),
    ...(unbalanced.length > 0 ? [fill(text.own, { names: names(unbalanced) })] : []),
  ];
  const notes = [
    fill(text.covers, {
      n: agencies.length,
      all: home.coverage.perYear[year] ?? 0,
      scope: frame.scope[flow.scope],
      level: wordFor(registry.levels, flow.level, registry.unknown).toLowerCase(),
      names: names(agencies),
    }),
    left.incomplete.length > 0 && fill(text.incomplete, { names: names(left.incomplete) }),
    left.otherScope.length > 0 && fill(text.otherScope, { names: names(left.otherScope) }),
    left.otherLevel.length > 0 && fill(text.otherLevel, { names: names(left.otherLevel) }),
    left.overlapping.length > 0 && fill(text.overlapping, { names: names(left.overlapping) }),
    text.nested,
  ].filter((note) => note !== false);
  const off = difference !== 0 || partsDifference !== 0 || unbalanced.length > 0;
  return (
    <section aria-labelledby="flow">
      <h2 id="flow">{fill(text.title, { year })}</h2>
      <div className={styles.flow} dangerouslySetInnerHTML={{ __html: markup }} />
      <div className={`${styles.checks} ${off ? "note warning" : "note"}`}>
        {checks.map((check) => (
          <p key={check}>{check}</p>
        ))}
      </div>
      {notes.map((note) => (
        <p key={note} className={`${styles.about} small soft`}>
          {note}
        </p>
      ))}
    </section>
  );
}
