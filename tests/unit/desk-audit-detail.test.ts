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
  expect(detailLines(DETAIL, messages(lang).desk, lang)).toEqual(lines);
});
