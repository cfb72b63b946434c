import type { Random } from "../typeset/random.ts";
import { around, between, share } from "./draw.ts";
import { countOf, type Table, TOTAL } from "./tables.ts";

/** What an agency discloses of its own accord: documents, decisions, fees, and the statistics of the form of 2014. */

/** What goes over from one year to the next. */
export interface Stocks {
  readonly rules: number;
  readonly normative: number;
  /** Items on the lists of licences, services, penalties, compulsion and fees. */
  readonly licensing: number;
  readonly services: number;
  readonly penalty: number;
  readonly compulsion: number;
  readonly fees: number;
}

/** Yearly volumes of an agency. */
export interface Volumes {
  /** Whether it may make rules (Legislation Law, art. 82 ff.). */
  readonly makesRules: boolean;
  readonly documents: number;
  readonly licences: number;
  readonly penalties: number;
  readonly compulsion: number;
  /** Fees in hundredths of 10,000 yuan. */
  readonly fees: number;
  readonly items: number;
  readonly staff: number;
}

export interface DisclosureYear {
  readonly table: Table;
  readonly stocks: Stocks;
}

const rows = (counts: Readonly<Record<string, number>>): Table =>
  Object.fromEntries(Object.entries(counts).map(([indicator, count]) => [indicator, { [TOTAL]: count }]));

export function drawStocks(random: Random, volumes: Volumes): Stocks {
  const listed = (yearly: number): number => (yearly > 0 ? between(random, 3, 40) : 0);
  return {
    rules: volumes.makesRules ? between(random, 12, 30) : 0,
    normative: volumes.documents * between(random, 4, 8),
    licensing: listed(volumes.licences),
    services: between(random, 2, 30),
    penalty: listed(volumes.penalties),
    compulsion: listed(volumes.compulsion),
    fees: listed(volumes.fees),
  };
}

/** Issued, repealed, and what is then in force. */
function drawDocuments(random: Random, stock: number, yearly: number) {
  const issued = around(random, yearly);
  const repealed = Math.min(stock, between(random, 0, Math.ceil(yearly * 0.8)));
  return { issued, repealed, inForce: stock + issued - repealed };
}

export function drawDisclosure2021(random: Random, stocks: Stocks, volumes: Volumes): DisclosureYear {
  const rules = drawDocuments(random, stocks.rules, volumes.makesRules ? 2 : 0);
  const normative = drawDocuments(random, stocks.normative, volumes.documents);
  return {
    table: rows({
      "rules-issued": rules.issued,
      "rules-repealed": rules.repealed,
      "rules-in-force": rules.inForce,
      "normative-documents-issued": normative.issued,
      "normative-documents-repealed": normative.repealed,
      "normative-documents-in-force": normative.inForce,
      "licensing-decisions": around(random, volumes.licences),
      "penalty-decisions": around(random, volumes.penalties),
      "compulsion-decisions": around(random, volumes.compulsion),
      "fees-charged": around(random, volumes.fees),
    }),
    stocks: { ...stocks, rules: rules.inForce, normative: normative.inForce },
  };
}

export function drawDisclosure2019(random: Random, stocks: Stocks, volumes: Volumes): DisclosureYear {
  const rules = drawDocuments(random, stocks.rules, volumes.makesRules ? 2 : 0);
  const normative = drawDocuments(random, stocks.normative, volumes.documents);
  const change = (stock: number): number => (stock === 0 ? 0 : between(random, -Math.min(2, stock - 1), 3));
  const changes = {
    licensing: change(stocks.licensing),
    services: change(stocks.services),
    penalty: change(stocks.penalty),
    compulsion: change(stocks.compulsion),
    fees: change(stocks.fees),
  };
  const projects = between(random, 0, Math.ceil(volumes.staff / 2));
  const decisions = (stock: number, yearly: number): number => (stock > 0 ? around(random, yearly) : 0);
  return {
    table: rows({
      "rules-issued": rules.issued,
      "rules-newly-published": rules.issued,
      "rules-published-total": rules.inForce,
      "normative-documents-issued": normative.issued,
      "normative-documents-newly-published": normative.issued,
      "normative-documents-published-total": normative.inForce,
      "licensing-items-previous-year": stocks.licensing,
      "licensing-items-change": changes.licensing,
      "licensing-decisions": decisions(stocks.licensing, volumes.licences),
      "other-services-items-previous-year": stocks.services,
      "other-services-items-change": changes.services,
      "other-services-decisions": around(random, stocks.services * 12),
      "penalty-items-previous-year": stocks.penalty,
      "penalty-items-change": changes.penalty,
      "penalty-decisions": decisions(stocks.penalty, volumes.penalties),
      "compulsion-items-previous-year": stocks.compulsion,
      "compulsion-items-change": changes.compulsion,
      "compulsion-decisions": decisions(stocks.compulsion, volumes.compulsion),
      "fee-items-previous-year": stocks.fees,
      "fee-items-change": changes.fees,
      "procurement-projects": projects,
      "procurement-amount": projects * between(random, 50_000, 900_000) * 100,
    }),
    stocks: {
      rules: rules.inForce,
      normative: normative.inForce,
      licensing: stocks.licensing + changes.licensing,
      services: stocks.services + changes.services,
      penalty: stocks.penalty + changes.penalty,
      compulsion: stocks.compulsion + changes.compulsion,
      fees: stocks.fees + changes.fees,
    },
  };
}

const CHANNELS = {
  "requests-in-person": 2,
  "requests-by-fax": 0.3,
  "requests-online": 6,
  "requests-by-letter": 1.7,
};
const REPLIES = {
  "replied-already-public": 26,
  "replied-granted": 34,
  "disclosed-in-part": 5,
  denied: 9,
  "replied-not-this-organ": 10,
  "replied-does-not-exist": 9,
  "replied-told-to-amend": 4,
  "replied-told-other-route": 3,
};
const REASONS = {
  "denied-state-secret": 0.5,
  "denied-trade-secret": 1,
  "denied-personal-privacy": 2,
  "denied-three-securities-one-stability": 1,
  "denied-not-government-information": 2,
  "denied-other-law": 2,
};
const VERDICTS = ["upheld", "corrected", "other", "pending"];

/** The statistics of the form of 2014; cases are those that `remedies` counts by the later forms. */
export function drawStatistics(
  random: Random,
  {
    received,
    stocks,
    volumes,
    remedies,
  }: {
    readonly received: number;
    readonly stocks: Stocks;
    readonly volumes: Volumes;
    readonly remedies: Table;
  },
): DisclosureYear {
  const normative = drawDocuments(random, stocks.normative, volumes.documents);
  const items = around(random, volumes.items);
  const replies = share(random, received, REPLIES);
  const late = Math.round(received * random() * 0.06);
  const [press, interviews] = [between(random, 0, 4), between(random, 0, 6)];
  const [fullTime, partTime] = [between(random, 1, volumes.staff), between(random, 1, volumes.staff * 2)];
  const cases = (names: readonly string[], verdict: string): number =>
    names.reduce((sum, name) => sum + countOf(remedies, `${name}-${verdict}`), 0);
  const suits = ["litigation-direct", "litigation-after-reconsideration"];
  const outcomes = (name: string, from: readonly string[]) =>
    Object.fromEntries(
      VERDICTS.slice(0, 3).map((verdict) => [
        `${name}-${verdict}`,
        // What is pending has no row of its own.
        cases(from, verdict) + (verdict === "other" ? cases(from, "pending") : 0),
      ]),
    );
  return {
    table: rows({
      "items-disclosed": items,
      "normative-documents-newly-published": normative.issued,
      "normative-documents-issued": normative.issued,
      "items-in-gazette": Math.floor(items * random() * 0.05),
      "items-on-website": items,
      "items-on-microblog": Math.floor(items * random() * 0.3),
      "items-on-wechat": Math.floor(items * random() * 0.4),
      "items-by-other-channels": Math.floor(items * random() * 0.2),
      "public-concern-responses": between(random, 0, 12),
      "press-conferences": press,
      "press-conferences-by-principal": between(random, 0, press),
      "online-interviews": interviews,
      "online-interviews-by-principal": between(random, 0, interviews),
      "policy-interpretations": between(random, 0, 30),
      "social-media-responses": between(random, 0, 40),
      "other-responses": between(random, 0, 9),
      "requests-received": received,
      ...share(random, received, CHANNELS),
      "requests-closed": received,
      "requests-closed-on-time": received - late,
      "requests-closed-after-extension": late,
      "results-total": received,
      ...replies,
      ...share(random, replies.denied, REASONS),
      "reconsideration-total": cases(["reconsideration"], TOTAL),
      ...outcomes("reconsideration", ["reconsideration"]),
      "litigation-total": cases(suits, TOTAL),
      ...outcomes("litigation", suits),
      "complaints-and-reports": between(random, 0, 5),
      "fees-on-request": 0,
      "dedicated-offices": 1,
      "reading-points": between(random, 1, 8),
      "staff-total": fullTime + partTime,
      "staff-full-time": fullTime,
      "staff-part-time": partTime,
      "dedicated-budget": between(random, 0, volumes.staff * 400),
      meetings: between(random, 1, 8),
      "training-courses": between(random, 0, 6),
      trainees: between(random, 10, 400),
    }),
    stocks: { ...stocks, normative: normative.inForce },
  };
}
