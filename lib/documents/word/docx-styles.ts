import { walkXml } from "../xml.ts";
import { attributeOf, isOn, StandardNames } from "./docx-names.ts";
import { type Level, levelOfLift } from "./word-paragraph.ts";

/** How text looks where the look changes what is read: hidden, struck out, raised or lowered. */
export interface Look {
  readonly hidden?: boolean;
  readonly struck?: boolean;
  readonly level?: Exclude<Level, "lifted" | "lifted-high">;
  /** Raised by a distance instead (ECMA-376 17.3.2.24). */
  readonly lift?: Extract<Level, "baseline" | "lifted" | "lifted-high">;
}

/** The look that one element of run properties gives (ECMA-376 17.3.2), or nothing. */
export function lookOfProperty(name: string, attributes: Readonly<Record<string, string>>): Look | undefined {
  switch (name) {
    case "w:vanish":
      return { hidden: isOn(attributes) };
    case "w:strike":
    case "w:dstrike":
      return { struck: isOn(attributes) };
    case "w:vertAlign": {
      const level = attributeOf(attributes, "val");
      return { level: level === "superscript" || level === "subscript" ? level : "baseline" };
    }
    case "w:position":
      return { lift: levelOfLift(Number(attributeOf(attributes, "val")) || 0) };
    default:
      return undefined;
  }
}

/** Two marks of striking out: one that is off does not undo the other. */
export function joinLooks(under: Look, over: Look): Look {
  const struck = over.struck === false && under.struck === true ? {} : over;
  return { ...under, ...over, ...(struck === over ? {} : { struck: under.struck === true }) };
}

interface Style {
  own: Look;
  basedOn?: string;
}

const PLAIN: Look = {};
/** Longer chains of styles are loops. */
const LONGEST_CHAIN = 20;

/** The looks that the styles of a document give, by style id (ECMA-376 17.7). */
export class Styles {
  private readonly styles = new Map<string, Style>();
  private readonly looks = new Map<string, Look>();

  constructor(xml: string) {
    const names = new StandardNames();
    let style: Style | undefined;
    let skipped = 0;
    walkXml(xml, {
      open: (written, attributes) => {
        const name = names.enter(written, attributes);
        if (skipped > 0 || name === "w:tblStylePr" || name.endsWith("Change")) skipped++;
        else if (name === "w:style") {
          style = { own: PLAIN };
          this.styles.set(attributeOf(attributes, "styleId") ?? "", style);
        } else if (style !== undefined && name === "w:basedOn")
          style.basedOn = attributeOf(attributes, "val") ?? "";
        else if (style !== undefined) {
          const look = lookOfProperty(name, attributes);
          if (look !== undefined) style.own = joinLooks(style.own, look);
        }
      },
      close: () => {
        names.leave();
        if (skipped > 0) skipped--;
      },
      text: () => {},
    });
  }

  lookOf(id: string): Look {
    const known = this.looks.get(id);
    if (known !== undefined) return known;
    const chain: Look[] = [];
    let style = this.styles.get(id);
    while (style !== undefined && chain.length < LONGEST_CHAIN) {
      chain.unshift(style.own);
      style = style.basedOn === undefined ? undefined : this.styles.get(style.basedOn);
    }
    const look: Look = Object.assign({}, ...chain);
    this.looks.set(id, look);
    return look;
  }
}
