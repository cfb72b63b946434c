import { z } from "zod";
import { deskAction } from "@/app/_desk/action.ts";
import { itemOf, itemPage, subjectOf } from "@/app/_desk/item-of.ts";
import { lookPath, parseSlot } from "@/app/_desk/slot.ts";
import { judgeCell, listDoubtfulCells, nextCell } from "@/db/desk/doubtful-cells.ts";
import { readVersion } from "@/db/desk/review.ts";
import { getCatalog } from "@/lib/catalog/catalog.ts";
import { VERDICTS } from "@/lib/desk/states.ts";

/** What the one button of the form that was pressed says: verdict, fingerprint and cell. */
const Decision = z
  .string()
  .max(500)
  .transform((text) => {
    const [verdict, fingerprint, ...slot] = text.split("|");
    return { verdict, fingerprint, cell: parseSlot(slot.join("|")) };
  })
  .pipe(
    z.object({
      verdict: z.enum(VERDICTS),
      fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
      cell: z.object({ edition: z.string(), indicator: z.string(), member: z.string() }),
    }),
  );

/** Says of one cell that it is as printed or stays unread, and leads to the next. */
export const POST = deskAction(
  { permission: "edit", form: z.object({ decision: Decision }), page: itemPage },
  ({ decision }, { db, user, at, write }, params) =>
    write((note) => {
      const item = itemOf(db, user, params.report);
      if (item === undefined) return { problem: "not-yours", page: "/desk/review" };
      const catalog = getCatalog();
      const { findings } = readVersion(db, item.versionKey);
      const cells = listDoubtfulCells(db, catalog, item, findings);
      const { cell, verdict } = decision;
      const judged = judgeCell(db, item, cells, { ...decision, by: user.name, at: at.toISOString() });
      const page = itemPage(params);
      if (judged !== "judged") return { problem: judged, page: lookPath(page, cell) };
      note("cell-judged", subjectOf(item), { ...cell, verdict });
      const next = nextCell(cells, cell);
      return next === undefined
        ? { done: "cells-decided", page: `${page}?at=verdict#verdict` }
        : { done: "cell-judged", page: lookPath(page, next.fact) };
    }),
);
