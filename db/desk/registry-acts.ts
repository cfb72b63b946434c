import { getCatalog } from "../../lib/catalog/catalog.ts";
import type { Action } from "../../lib/desk/actions.ts";
import type { Remit } from "../../lib/desk/remit.ts";
import type { Continuation, Finding } from "../../lib/model.ts";
import type { Database } from "../client.ts";
import {
  type ChangeOutcome,
  continueAgency,
  endAgency,
  listOwnEdges,
  mergeAgencies,
  renameAgency,
  splitAgency,
  strikeEdge,
  transferFunction,
} from "../registry/changes.ts";
import { findRegistryRow } from "../registry/export.ts";
import { findNamedAgency } from "../registry/find-agency.ts";
import { fingerprintOf, type Note } from "./registry.ts";
import { worksFor } from "./remits.ts";

/** What becomes of agencies, as somebody enters it at the desk or on the command line. */

export { listOwnEdges } from "../registry/changes.ts";

export const ACTS = ["rename", "merge", "split", "end", "continue", "transfer"] as const;

/** `id`: the agency of which it is told. */
export type RegistryAct =
  | { readonly act: "rename"; readonly id: string; readonly name: string }
  | { readonly act: "merge" | "transfer"; readonly id: string; readonly into: string }
  | { readonly act: "split"; readonly id: string; readonly into: readonly string[] }
  | { readonly act: "end"; readonly id: string }
  | { readonly act: "continue"; readonly id: string; readonly into: string; readonly as: Continuation };

interface Given {
  readonly on: string;
  readonly basis: string;
  readonly at: string;
}

const TOLD: Readonly<Record<RegistryAct["act"], Action>> = {
  rename: "agency-renamed",
  merge: "agency-merged",
  split: "agency-split",
  end: "agency-ended",
  continue: "agency-continued",
  transfer: "function-transferred",
};

function run(db: Database, act: RegistryAct, given: Given): ChangeOutcome {
  switch (act.act) {
    case "rename":
      return renameAgency(db, { id: act.id, name: act.name, ...given });
    case "merge":
      return mergeAgencies(db, { from: act.id, into: act.into, ...given });
    case "split":
      return splitAgency(db, { from: act.id, into: act.into, ...given });
    case "end":
      return endAgency(db, { id: act.id, ...given });
    case "continue":
      return continueAgency(db, { from: act.id, into: act.into, as: act.as, ...given });
    case "transfer":
      return transferFunction(db, { from: act.id, into: act.into, ...given });
  }
}

/** Does it and puts it on the trail. Part of a transaction. */
export function actOn(db: Database, act: RegistryAct, given: Given, note: Note): ChangeOutcome {
  const was = findRegistryRow(db, act.id)?.name;
  const outcome = run(db, act, given);
  if (!outcome.done) return outcome;
  const { act: kind, id, ...named } = act;
  const { on, basis } = given;
  const detail = kind === "rename" ? { was, is: named } : named;
  note(TOLD[kind], id, { ...detail, on, basis });
  return outcome;
}

export type Acted =
  | { readonly acted: true }
  | { readonly problem: "changed-meanwhile" | "not-yours" | "no-agency" | "agency-unknown" }
  | { readonly refused: Finding };

/** The agency a form was about, as long as it is as the form showed it and within the remit. */
function refuseUnseen(db: Database, id: string, seen: string, remit: Remit) {
  const held = findRegistryRow(db, id);
  if (held === undefined) return { problem: "no-agency" } as const;
  if (!worksFor(db, remit, id)) return { problem: "not-yours" } as const;
  return fingerprintOf(held) === seen ? undefined : ({ problem: "changed-meanwhile" } as const);
}

/** Ids of agencies as somebody typed them, by id or name; all of them in his remit, or why not. */
function resolveAll(
  db: Database,
  typed: readonly string[],
  remit: Remit,
): { readonly ids: readonly string[] } | { readonly problem: "agency-unknown" | "not-yours" } {
  const ids: string[] = [];
  for (const one of typed) {
    const found = findNamedAgency(db, getCatalog(), one);
    if (found === undefined) return { problem: "agency-unknown" };
    // What became of one agency is told on the page of the other, too.
    if (!worksFor(db, remit, found.id)) return { problem: "not-yours" };
    ids.push(found.id);
  }
  return { ids };
}

export interface ActForm extends Given {
  readonly act: RegistryAct["act"];
  readonly id: string;
  readonly seen: string;
  readonly remit: Remit;
  readonly name: string;
  /** Ids or names. */
  readonly into: readonly string[];
  readonly as: Continuation;
}

/** An act as a form asks for it. Part of a transaction. */
export function actByForm(db: Database, form: ActForm, note: Note): Acted {
  const { act, id, seen, remit, name, as, on, basis, at } = form;
  const unseen = refuseUnseen(db, id, seen, remit);
  if (unseen !== undefined) return unseen;
  const others = act === "rename" || act === "end" ? { ids: [] } : resolveAll(db, form.into, remit);
  if ("problem" in others) return others;
  const [into] = others.ids;
  const needsOther = act !== "rename" && act !== "end";
  if (needsOther && into === undefined) return { problem: "agency-unknown" };
  const whole: RegistryAct =
    act === "rename"
      ? { act, id, name }
      : act === "end"
        ? { act, id }
        : act === "split"
          ? { act, id, into: others.ids }
          : act === "continue"
            ? { act, id, into: into ?? "", as }
            : { act, id, into: into ?? "" };
  const outcome = actOn(db, whole, { on, basis, at }, note);
  return outcome.done ? { acted: true } : { refused: outcome.why };
}

/** Strikes what was entered by mistake, with the reason. Part of a transaction. */
export function strikeByForm(
  db: Database,
  {
    id,
    edge,
    seen,
    remit,
    why,
    at,
  }: Pick<ActForm, "id" | "seen" | "remit" | "at"> & { readonly edge: number; readonly why: string },
  note: Note,
): Acted {
  const unseen = refuseUnseen(db, id, seen, remit);
  if (unseen !== undefined) return unseen;
  const struck = listOwnEdges(db, id).find(({ key }) => key === edge);
  if (struck === undefined) return { problem: "changed-meanwhile" };
  const { kind, on, basis, successor } = struck;
  if (successor !== null && !worksFor(db, remit, successor)) return { problem: "not-yours" };
  const outcome = strikeEdge(db, { id, edge, at });
  if (!outcome.done) return { refused: outcome.why };
  note("lineage-struck", id, { lineage: kind, into: successor ?? "", on, basis, why });
  return { acted: true };
}
