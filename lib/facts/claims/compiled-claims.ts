import type { ClaimSubject, Claims } from "../../catalog/check-schema.ts";
import type { Scope } from "../../model.ts";

/** The catalog's words for prose made ready for matching against folded text, once per catalog. */

export interface CompiledForm {
  readonly subject: ClaimSubject;
  readonly topic: string | undefined;
  readonly loose: boolean;
  /** Words that end where the number begins. */
  readonly before: RegExp;
  /** Words before and behind the number, put together. */
  readonly around: RegExp;
}

/** A pattern whose alternatives have meanings. */
export interface Meanings<T> {
  readonly words: RegExp;
  readonly values: readonly T[];
}

export interface CompiledClaims {
  readonly forms: readonly CompiledForm[];
  readonly topics: Meanings<string>;
  readonly scopes: Meanings<Scope>;
  readonly years: Meanings<"same" | "other">;
  readonly notBeforeYear: RegExp;
  readonly neutral: RegExp;
  readonly after: RegExp;
  /** 共, 合计: nothing but a total. */
  readonly bare: RegExp;
  readonly asides: RegExp;
  readonly partial: RegExp;
  readonly numbers: RegExp;
  readonly above: RegExp;
  readonly about: RegExp;
  readonly below: RegExp;
  readonly aboutAfter: RegExp;
  readonly several: RegExp;
  readonly share: RegExp;
  readonly whole: RegExp;
  readonly growth: RegExp;
  readonly compared: RegExp;
  readonly fall: RegExp;
  readonly introducer: RegExp;
  readonly exhaustive: RegExp;
  readonly remainder: RegExp;
  readonly open: RegExp;
  readonly none: RegExp;
  readonly noneOf: readonly { readonly subject: ClaimSubject; readonly words: RegExp }[];
  readonly contexts: ReadonlyMap<string, RegExp>;
}

const HAN = "〇零一二两三四五六七八九十百千万亿";
const byLength = (one: string, other: string): number => other.length - one.length;
const oneOf = (patterns: readonly string[]): string => [...patterns].sort(byLength).join("|");

function compileMeanings<T>(entries: readonly { readonly words: string; readonly value: T }[]): Meanings<T> {
  return {
    words: new RegExp(entries.map(({ words }) => `(${words})`).join("|"), "gu"),
    values: entries.map(({ value }) => value),
  };
}

function compileNumbers({ units, approximate }: Claims): RegExp {
  const unit = oneOf([...units, "个百分点", "%"]);
  return new RegExp(
    `(?:(?<digits>\\d{1,3}(?:,\\d{3})+(?!\\d)(?:\\.\\d+)?|\\d+(?:\\.\\d+)?)|(?<han>[${HAN}]{1,16}))` +
      `(?<more>${approximate.more})?(?<times>[万亿])?(?<late>${approximate.more})?` +
      `(?<unit>${unit})?(?:\\((?:${unit})\\))?(?<after>${approximate.aboutAfter}|${approximate.aboveAfter})?`,
    "gu",
  );
}

function compileForms(claims: Claims, fill: (words: string) => string): CompiledForm[] {
  const fillers = `(?:${oneOf(claims.fillers)})*`;
  const after = `(?:${oneOf(claims.after)})*`;
  return claims.subjects.flatMap((subject) =>
    subject.forms.map(({ words, topic, loose = false }) => ({
      subject,
      topic,
      loose,
      before: new RegExp(`(?:${fill(words)})${fillers}$`, "u"),
      around: new RegExp(`(?:${fill(words)})${after}$`, "u"),
    })),
  );
}

const compiled = new WeakMap<Claims, CompiledClaims>();

export function compileClaims(claims: Claims): CompiledClaims {
  const known = compiled.get(claims);
  if (known !== undefined) return known;
  const fill = (words: string): string =>
    words.replace(/<([a-z-]+)>/g, (_, name: string) => `(?:${claims.fragments[name] ?? ""})`);
  const { approximate, growth, share, lists, none } = claims;
  const scopes = claims.scopes.map(({ scope, words }) => ({ value: scope, words }));
  const rises = `(?:${growth.rise}|${growth.fall})`;
  const result: CompiledClaims = {
    forms: compileForms(claims, fill),
    topics: compileMeanings(claims.topics.map(({ id, words }) => ({ value: id, words }))),
    scopes: compileMeanings(scopes),
    years: compileMeanings<"same" | "other">([
      { value: "same", words: claims.sameYear },
      { value: "other", words: claims.otherYear },
    ]),
    notBeforeYear: new RegExp(claims.notBeforeYear, "u"),
    neutral: new RegExp(oneOf([...claims.neutral, ...scopes.map(({ words }) => `(?:${words})`)]), "gu"),
    after: new RegExp(`^(?:${oneOf(claims.after)})*$`, "u"),
    bare: new RegExp(`^(?:${oneOf(claims.fillers)})+$`, "u"),
    asides: new RegExp(claims.asides, "gu"),
    partial: new RegExp(claims.partial, "u"),
    numbers: compileNumbers(claims),
    above: new RegExp(`${approximate.above}$`, "u"),
    about: new RegExp(`${approximate.about}$`, "u"),
    below: new RegExp(`${approximate.below}$`, "u"),
    aboutAfter: new RegExp(`^(?:${approximate.aboutAfter})$`, "u"),
    several: new RegExp(
      `^(?<nouns>.*[、和与及].*?)(?:${oneOf(claims.fillers)})*(?<each>分别|均|都|各)(?:为|是|有|达到?|共)*$`,
      "u",
    ),
    share: new RegExp(
      `^(?<rest>.*?)(?<several>${share.several})?(?:仅|只)?(?:${share.words})(?<of>.*)$`,
      "u",
    ),
    whole: new RegExp(`^${share.whole}$`, "u"),
    growth: new RegExp(
      `^(?<rest>.*?)(?<compared>${growth.compared})?(?:有所|略有?|小幅|大幅|明显|共)*${rises}` +
        `(?:了|率|幅度?|为|约|近|达|超过|逾)*$`,
      "u",
    ),
    compared: new RegExp(`(?:${growth.compared})[,(]?$`, "u"),
    fall: new RegExp(growth.fall, "u"),
    introducer: new RegExp(`^[,;:(为]*(?<words>${lists.introducers})`, "u"),
    exhaustive: new RegExp(lists.exhaustive, "u"),
    remainder: new RegExp(lists.remainder, "u"),
    open: new RegExp(lists.open, "u"),
    none: new RegExp(`^(?<lead>.*?)(?:${none.words})(?:${none.verbs})*(?<body>.*?)(?:${none.tail})$`, "u"),
    noneOf: claims.subjects
      .flatMap((subject) =>
        subject.none === undefined ? [] : [{ subject, words: new RegExp(fill(subject.none), "u") }],
      )
      // Remedies swallow the 申请 of 申请行政复议 before requests are looked for.
      .reverse(),
    contexts: new Map(
      claims.subjects.flatMap(({ id, context }) =>
        context === undefined ? [] : [[id, new RegExp(context, "u")] as const],
      ),
    ),
  };
  compiled.set(claims, result);
  return result;
}
