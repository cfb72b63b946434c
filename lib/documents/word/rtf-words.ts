/** Control words of RTF by what a reader sees of them (RTF 1.9.1, appendix B). */

/** Destinations that hold nothing of the running text. */
export const UNSHOWN = new Set(
  (
    "colortbl stylesheet filetbl listtable listoverridetable revtbl rsidtbl pict objdata header headerl headerr headerf " +
    "footer footerl footerr footerf footnote annotation listtext pntext pntxta pntxtb nonesttables shprslt xe tc rxe " +
    "fldinst ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn template mmathPict private bkmkstart bkmkend datafield sp"
  ).split(" "),
);

/** Destinations a reader may skip, and this one does not. */
export const STARRED_AND_SHOWN = new Set(["ud", "shpinst", "nesttableprops", "do"]);

/** Destinations whose own text is no text: only a destination within them is. */
export const CONTAINERS = new Set(["shpinst", "do", "upr"]);

export const SIGNS: Readonly<Record<string, string>> = {
  tab: "\t",
  line: "\n",
  lbr: "\n",
  "~": "\u00a0",
  _: "-",
  emdash: "—",
  endash: "–",
  bullet: "•",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  emspace: " ",
  enspace: " ",
  qmspace: " ",
  zwbo: "",
};

/** What ends a paragraph. */
export const ENDINGS = new Set(["par", "sect", "page", "column"]);
