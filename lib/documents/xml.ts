import { SaxesParser } from "saxes";
import { DEEPEST_ELEMENT } from "./limits.ts";

/** XML parts of packed files, walked element by element. Names keep their prefix as written. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

export type XmlProblem = "damaged" | "too-deep" | "entities";

/** Ends the walk; the parser has no other way to be stopped. */
class Stop extends Error {
  constructor(readonly problem: XmlProblem) {
    super(problem);
  }
}

const DECLARED_ENTITY = /<!ENTITY/i;

/**
 * Walks `xml` and hands what it holds to `handler`, up to the first thing that is wrong. Never throws. Entities of
 * the document type are never expanded: a part that declares any is not read on.
 */
export function walkXml(xml: string, handler: XmlHandler): XmlProblem | undefined {
  const parser = new SaxesParser();
  let depth = 0;
  parser.on("error", () => {
    throw new Stop("damaged");
  });
  parser.on("doctype", (doctype) => {
    if (DECLARED_ENTITY.test(doctype)) throw new Stop("entities");
  });
  parser.on("opentag", ({ name, attributes }) => {
    depth++;
    if (depth > DEEPEST_ELEMENT) throw new Stop("too-deep");
    handler.open(name, attributes);
  });
  parser.on("closetag", ({ name }) => {
    depth--;
    handler.close(name);
  });
  parser.on("text", (text) => handler.text(text));
  parser.on("cdata", (text) => handler.text(text));
  try {
    parser.write(xml).close();
    return undefined;
  } catch (error) {
    if (error instanceof Stop) return error.problem;
    throw error;
  }
}

/** The name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
