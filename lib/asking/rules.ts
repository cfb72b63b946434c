import { z } from "zod";
import { QUESTION_KINDS, type QuestionKind } from "../desk/states.ts";
import { type CellAddress, cellName, parseCellAddress } from "./cell-address.ts";
import { findTokenFault, type TokenFault } from "./token.ts";

/** What is taken of a reader, and what is not. */

export const LONGEST_WORDS = 1000;
const FEWEST_SIGNS = 4;
export const LONGEST_CONTACT = 200;

export type AskRefusal =
  | TokenFault
  | "no-cell"
  | "trap"
  | "no-kind"
  | "words-missing"
  | "words-long"
  | "links"
  | "contact-long"
  | "form-damaged"
  | "other-site"
  | "too-often"
  | "full-today";

/** What somebody typed, as the form shows it again. */
export interface TypedQuestion {
  readonly kind: string;
  readonly words: string;
  readonly contact: string;
}

export interface TakenQuestion {
  readonly cell: CellAddress;
  readonly kind: QuestionKind;
  readonly words: string;
  readonly contact: string | null;
}

const Text = z.string().catch("");
const Fields = z.object({
  kind: Text,
  words: Text.transform((text) => text.replace(/\r\n?/g, "\n").trim()),
  contact: Text.transform((text) => text.trim()),
  /** Hidden from people; who fills in everything is none. */
  website: Text,
  token: Text,
});

/** Addresses of pages, with and without their beginning; a decimal number or 国办公开办函〔2021〕30号 is none. */
const LINK =
  /:\/\/|\bwww\.|\[\/?url|<\s*a\b|\b[a-z0-9-]+\.(?:com|net|org|cn|info|biz|top|xyz|shop|site|vip|club|ru|io|me|cc|tk)\b/i;

export function typedOf(given: unknown): TypedQuestion {
  const { kind, words, contact } = Fields.parse(given);
  return { kind, words: words.slice(0, 2 * LONGEST_WORDS), contact: contact.slice(0, 2 * LONGEST_CONTACT) };
}

const isKind = (text: string): text is QuestionKind => (QUESTION_KINDS as readonly string[]).includes(text);

/** A question as it can be entered, or why it cannot. */
export function judgeQuestion(given: unknown, now: number = Date.now()): TakenQuestion | AskRefusal {
  const { kind, words, contact, website, token } = Fields.parse(given);
  const cell = parseCellAddress(given);
  if (cell === undefined) return "no-cell";
  if (website !== "") return "trap";
  const fault = findTokenFault(token, cellName(cell), now);
  if (fault !== undefined) return fault;
  if (!isKind(kind)) return "no-kind";
  if ([...words].length < FEWEST_SIGNS) return "words-missing";
  if ([...words].length > LONGEST_WORDS) return "words-long";
  if (LINK.test(words)) return "links";
  if ([...contact].length > LONGEST_CONTACT) return "contact-long";
  return { cell, kind, words, contact: contact === "" ? null : contact };
}
