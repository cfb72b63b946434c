import { strFromU8, strToU8 } from "fflate";
import type { Random } from "../../lib/typeset/random.ts";
import { pick } from "./figures.ts";
import type { Mutation } from "./mutate-bytes.ts";

/** Damage to tags: pages and XML parts are taken apart at their tags, whatever the encoding of the text between. */

const TAG = /<[^<>]{1,2000}>/g;
const ATTRIBUTE = /([\w:-]+)="([^"]*)"/g;
const VALUES = [
  "",
  "0",
  "-1",
  "1",
  "2",
  "3",
  "65535",
  "99999",
  "2147483648",
  "1e9",
  "NaN",
  "restart",
  "continue",
];

const carrying = (tags: readonly RegExpExecArray[]): readonly RegExpExecArray[] =>
  tags.filter((tag) => tag[0].search(ATTRIBUTE) >= 0);

type Edit = (text: string, tags: readonly RegExpExecArray[], random: Random) => string;

const replaceTag = (text: string, tag: RegExpExecArray, by: string): string =>
  text.slice(0, tag.index) + by + text.slice(tag.index + tag[0].length);

const EDITS: Readonly<Record<string, Edit>> = {
  "drop-tag": (text, tags, random) => replaceTag(text, pick(random, tags), ""),
  "duplicate-tag": (text, tags, random) => {
    const tag = pick(random, tags);
    return replaceTag(text, tag, tag[0] + tag[0]);
  },
  "swap-tags": (text, tags, random) => {
    const first = pick(random, tags);
    const second = pick(random, tags);
    const [a, b] = first.index < second.index ? [first, second] : [second, first];
    return replaceTag(replaceTag(text, b, a[0]), a, b[0]);
  },
  "rename-tag": (text, tags, random) => {
    const tag = pick(random, tags);
    const other = pick(random, tags);
    return replaceTag(text, tag, other[0]);
  },
  "change-attribute": (text, tags, random) => {
    const attributed = carrying(tags);
    if (attributed.length === 0) return text;
    const tag = pick(random, attributed);
    const attribute = pick(random, [...tag[0].matchAll(ATTRIBUTE)]);
    const [whole, name] = attribute;
    return replaceTag(text, tag, tag[0].replace(whole, `${name}="${pick(random, VALUES)}"`));
  },
  "drop-attribute": (text, tags, random) => {
    const attributed = carrying(tags);
    if (attributed.length === 0) return text;
    const tag = pick(random, attributed);
    const [whole] = pick(random, [...tag[0].matchAll(ATTRIBUTE)]);
    return replaceTag(text, tag, tag[0].replace(whole, ""));
  },
  "move-element": (text, tags, random) => {
    const from = pick(random, tags);
    const to = pick(random, tags);
    const at = pick(random, tags);
    if (from.index >= to.index) return text;
    const taken = text.slice(from.index, to.index);
    const rest = text.slice(0, from.index) + text.slice(to.index);
    const place = at.index < from.index ? at.index : Math.max(from.index, at.index - taken.length);
    return rest.slice(0, place) + taken + rest.slice(place);
  },
};

function inLatin1(edit: Edit): Mutation {
  return (bytes, random) => {
    let text = strFromU8(bytes, true);
    const times = random() < 0.7 ? 1 : 1 + Math.floor(random() * 12);
    for (let turn = 0; turn < times; turn += 1) {
      const tags = [...text.matchAll(TAG)];
      if (tags.length > 0) text = edit(text, tags, random);
    }
    return strToU8(text, true);
  };
}

export const TAG_MUTATIONS: Readonly<Record<string, Mutation>> = Object.fromEntries(
  Object.entries(EDITS).map(([name, edit]) => [name, inLatin1(edit)]),
);
