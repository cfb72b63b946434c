import type { ClaimSubject } from "../../catalog/check-schema.ts";
import type { CompiledClaims } from "./compiled-claims.ts";
import { isNeutral } from "./levels.ts";
import type { Surroundings } from "./surroundings.ts";

/** Sentences that say there was nothing: 未收到政府信息公开申请, 没有发生行政复议和行政诉讼. */

export interface Nothing {
  readonly subject: ClaimSubject;
  /** Where the clause ends. */
  readonly end: number;
}

const CLAUSE = /[^,;:。()!?]+/gu;
const LONGEST = 60;

/** What a clause denies; nothing where its words say more than that: 无行政复议被纠正案件 denies no reconsideration. */
function denied(clause: string, words: CompiledClaims): ClaimSubject[] {
  const found = words.none.exec(clause)?.groups;
  if (found === undefined || !isNeutral(found.lead ?? "", words)) return [];
  // The tail was cut off the noun that it may belong to: 收到申请.
  let body = clause.slice(clause.indexOf(found.body ?? "", (found.lead ?? "").length));
  const subjects: ClaimSubject[] = [];
  for (const { subject, words: noun } of words.noneOf) {
    const shorter = body.replace(noun, "、");
    if (shorter === body) continue;
    subjects.push(subject);
    body = shorter;
  }
  const rest = body.replace(/(?:的|情况|情形|现象|案件|事项|事件|记录|问题|发生)/gu, "");
  return isNeutral(rest, words) ? subjects : [];
}

export function listNothings({ text, tokens, yearAt }: Surroundings, words: CompiledClaims): Nothing[] {
  return [...text.matchAll(CLAUSE)].flatMap(({ 0: clause, index: at }) => {
    const end = at + clause.length;
    if (clause.length > LONGEST || tokens.some(({ start }) => start >= at && start < end)) return [];
    if (yearAt(end) === "other" || words.partial.test(text.slice(text.lastIndexOf(";", at) + 1, at)))
      return [];
    return denied(clause, words).map((subject) => ({ subject, end }));
  });
}
