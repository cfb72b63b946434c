import { SaxesParser } from "saxes";
import { DEEPEST_ELEMENT } from "./limits.ts";

/**
 * A streaming walk over XML that nobody vouches for. Declared entities are refused and never expanded (a few lines
 * of them can unfold to gigabytes), nesting is bounded, and what came before a fault has been handed over.
 */

export interface XmlHandler {
  /** `name` with its prefix as written, e.g. `w:tbl`; namespaces are the handler's business. */
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

export type XmlFault = "damaged" | "too-deep" | "entities";

class Stop extends Error {
  readonly fault: XmlFault;

  constructor(fault: XmlFault) {
    super(fault);
    this.fault = fault;
  }
}

const DECLARES_ENTITY = /<!ENTITY/i;
/** The parser copies what it is given to look for odd characters; pieces keep the copies small. */
const PIECE = 1 << 16;

/**
 * Feeds a document to the handler. Answers why it ended early: undefined when whole. Never throws for what the
 * document holds.
 */
export function walkXml(xml: string, handler: XmlHandler): XmlFault | undefined {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let depth = 0;
  parser.on("error", () => {
    throw new Stop("damaged");
  });
  parser.on("doctype", (doctype) => {
    if (DECLARES_ENTITY.test(doctype)) throw new Stop("entities");
  });
  parser.on("opentag", ({ name, attributes }) => {
    if (++depth > DEEPEST_ELEMENT) throw new Stop("too-deep");
    handler.open(name, attributes);
  });
  parser.on("closetag", ({ name }) => {
    depth--;
    handler.close(name);
  });
  const text = (characters: string): void => {
    if (depth > 0) handler.text(characters);
  };
  parser.on("text", text);
  parser.on("cdata", text);
  try {
    for (let at = 0; at < xml.length; at += PIECE) parser.write(xml.slice(at, at + PIECE));
    parser.close();
    return undefined;
  } catch (error) {
    if (error instanceof Stop) return error.fault;
    throw error;
  }
}
