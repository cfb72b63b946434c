import { expect, test } from "vitest";
import { messages } from "../../app/_messages/messages.ts";
import { detailLines } from "../../app/[lang]/desk/audit/detail-lines.ts";

const DETAIL = {
  role: "editor",
  remit: { everywhere: false, regions: ["350100", "350200"], agencies: [] },
  strange: 3,
};

test.each([
  ["zh", ["身份：编辑", "负责范围：全部机关：否；地区：350100、350200", "strange：3"]],
  ["en", ["Role: editor", "Works for: all agencies: no; regions: 350100, 350200", "strange: 3"]],
] as const)("the trail says in %s what was done, and loses nothing it has no word for", (lang, lines) => {
  expect(detailLines(DETAIL, messages(lang), lang)).toEqual(lines);
});

test.each([
  ["zh", ["存疑反馈编号：3", "状态：原件如此", "答复：so", "公开原文：否"]],
  ["en", ["Question: 3", "State: so in the original", "Answer: so", "words public: no"]],
] as const)("what became of a question is told in the words of %s", (lang, lines) => {
  const detail = { question: 3, state: "source-itself", answer: "so", isTextShown: false };
  expect(detailLines(detail, messages(lang), lang)).toEqual(lines);
});

test("what was said of a cell, and what an agency said, is told in words", () => {
  const cell = { indicator: "requests-received", member: "total", verdict: "left-unread" };
  const said = { check: "c", instance: "i", words: "w", by: "office", source: "letter", day: "2026-01-01" };
  expect(detailLines({ ...cell, was: { status: "blank", amount: null } }, messages("en"), "en")).toEqual([
    "Indicator: requests-received",
    "Column: total",
    "Verdict: unread cells stay gaps",
    "Was: status: blank",
  ]);
  expect(detailLines(said, messages("en"), "en")).toEqual([
    ...["Check: c", "Instance: i", "Words: w", "Given by: office", "Source: letter", "Date: 2026-01-01"],
  ]);
});
