import type { GroupChoice } from "./choose-group.ts";
import type { Ranking } from "./ranking.ts";
import type { RankSearch } from "./search-params.ts";

type Fields = Pick<
  RankSearch,
  | "rate"
  | "indicator"
  | "year"
  | "of"
  | "peers"
  | "kind"
  | "level"
  | "region"
  | "sort"
  | "order"
  | "scale"
  | "release"
  | "data"
>;

const ORDER = [
  "rate",
  "indicator",
  "year",
  "of",
  "peers",
  "kind",
  "level",
  "region",
  "sort",
  "order",
  "scale",
  "release",
  "data",
] as const satisfies readonly (keyof Fields)[];
const DEFAULTS: Fields = { sort: "value", order: "desc", scale: "linear" };

/** Fields of a group that shares something; `peers=all` says that it shares nothing. */
function fieldsOf({ peers, shared = {} }: Pick<GroupChoice, "peers" | "shared">): Fields {
  if (peers) return { peers: peers.id };
  const open = Object.values(shared).every((value) => value === undefined);
  return open ? { peers: "all" } : shared;
}

/** The view with everything said that the address left open. */
function stateOf({ subject, year, of, group, search, state }: Ranking): Fields {
  return {
    [subject.kind]: subject.entry.id,
    year,
    of: of?.id,
    ...(of ? { peers: group.peers?.id } : fieldsOf(group.peers ? {} : { shared: group.shared })),
    sort: search.sort,
    order: search.order,
    scale: search.scale,
    ...Object.fromEntries(new URLSearchParams(state.query)),
  };
}

/** The query of a view, always in the same order, so that equal views have equal addresses. */
function queryOf(fields: Fields): string {
  const said = ORDER.flatMap((name) => {
    const value = fields[name];
    return value === undefined || value === DEFAULTS[name] ? [] : [`${name}=${encodeURIComponent(value)}`];
  });
  return said.join("&");
}

/** The permanent address of a view, without the language; `changes` are put into it, `form` asks for a file. */
export function pathOf(
  ranking: Ranking,
  changes: Fields = {},
  form?: "data.csv" | "data.xlsx" | "data.json",
): string {
  return `/rank${form === undefined ? "" : `/${form}`}?${queryOf({ ...stateOf(ranking), ...changes })}`;
}

/** The same view of the newest figures. */
export const newestPath = (ranking: Ranking): string =>
  pathOf(ranking, { release: undefined, data: undefined });

/** The same view of another group. */
export function pathOfGroup(ranking: Ranking, choice: GroupChoice): string {
  const none: Fields = { peers: undefined, kind: undefined, level: undefined, region: undefined };
  return pathOf(ranking, { ...none, ...fieldsOf(choice) });
}
