import type { Document, Vote } from "../model.ts";
import { listCodes } from "../registry/credit-code.ts";

/** Codes of the agency: what no name can be mistaken for (REPORTS.md 5.3). */

/** Paragraphs and cells at the top in which an index number stands, or the words for it. */
const MOST_LOOKED_AT = 60;
const LONGEST = 160;
const WEIGHT = 4;

function textsAtTop({ blocks }: Document): string[] {
  return blocks
    .slice(0, MOST_LOOKED_AT)
    .flatMap((block) =>
      block.kind === "paragraph"
        ? [block.text]
        : block.rows.slice(0, MOST_LOOKED_AT).flatMap((row) => row.map(({ text }) => text)),
    )
    .filter((text) => text.length <= LONGEST);
}

/** Codes in the address, in the name of the file, and in or right behind words that `announce` one: 索引号. */
export function identifierVotes(
  document: Document,
  named: { readonly fileName: string; readonly urls: readonly string[] },
  announces: RegExp,
): Vote[] {
  const votes = (source: Vote["source"], words: string): Vote[] =>
    listCodes(words).map((answer) => ({ question: "identifier", source, answer, weight: WEIGHT, words }));
  const texts = textsAtTop(document);
  const announced = texts.filter((text, at) => announces.test(text) || announces.test(texts[at - 1] ?? ""));
  return [
    ...named.urls.flatMap((url) => votes("url", url)),
    ...votes("file-name", named.fileName.replace(/^.*[\\/]/, "")),
    ...announced.flatMap((text) => votes("text", text)),
  ];
}
