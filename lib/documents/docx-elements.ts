/** Elements of WordprocessingML by what a reader sees of them (ECMA-376 part 1, 17). */

/** Elements that hold nothing a reader sees, changes of properties aside: those are told by their ending. */
export const UNSHOWN = new Set(
  (
    "w:del w:moveFrom w:delText w:instrText w:delInstrText w:sdtEndPr w:rt w:rubyPr w:sectPr w:tblPrEx w:ffData " +
    "w:tabs m:rPr m:ctrlPr m:fPr"
  ).split(" "),
);
/** Elements whose children are properties. */
export const PROPERTIES = new Set(["w:pPr", "w:rPr", "w:trPr", "w:tcPr", "w:tblPr", "w:sdtPr"]);

/** Signs that are elements (ECMA-376 17.3.3). A soft hyphen shows only at the end of a line. */
export const SIGNS: Readonly<Record<string, string>> = {
  "w:tab": "\t",
  "w:ptab": "\t",
  "w:br": "\n",
  "w:cr": "\n",
  "w:noBreakHyphen": "-",
  "m:den": "/",
  "m:mr": "\n",
};
