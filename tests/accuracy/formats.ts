import type { Program } from "./programs.ts";
import * as quirks from "./quirks.ts";

/** How a document of a format is made: typeset, then carried by the programs named, one after the other. */
export interface Format {
  readonly id: string;
  /** Name in the published table. */
  readonly name: string;
  readonly kind: "text-layer" | "scan";
  /** One report, or the reports of many agencies in the rows of one table. */
  readonly holds: "report" | "collection";
  readonly quirks: readonly quirks.Quirk[];
  /** Conversions after typesetting; a format is left out where one of the programs is not installed. */
  readonly steps: readonly Step[];
  /** Documents of a full run. */
  readonly documents: number;
}

export type Step =
  | { readonly by: "office"; readonly to: string; readonly filter?: string }
  | { readonly by: "chromium"; readonly paper: "pages" | "one-page" }
  | { readonly by: "pdftoppm"; readonly to: "png" | "jpg" | "tiff" | "pdf"; readonly dpi: number }
  | { readonly by: "tesseract" };

const own = (id: string, list: readonly quirks.Quirk[], documents: number): Format => ({
  ...{ id, name: id, documents, steps: [] },
  ...{ kind: "text-layer", holds: "report" },
  quirks: list,
});

const office = (
  id: string,
  list: readonly quirks.Quirk[],
  to: string,
  documents: number,
  filter?: string,
): Format => ({
  ...{ id, name: id, documents, quirks: list },
  ...{ kind: "text-layer", holds: "report" },
  steps: [{ by: "office", to, ...(filter && { filter }) }],
});

const scan = (id: string, to: "png" | "jpg" | "tiff" | "pdf", dpi: number, documents: number): Format => ({
  ...{ id, name: id, documents },
  ...{ kind: "scan", holds: "report" },
  quirks: quirks.SCAN_QUIRKS,
  steps: [
    { by: "chromium", paper: to === "pdf" ? "pages" : "one-page" },
    { by: "pdftoppm", to, dpi },
    { by: "tesseract" },
  ],
});

export const FORMATS: readonly Format[] = [
  own("html", quirks.HTML_QUIRKS, 600),
  own("mht", quirks.MHT_QUIRKS, 150),
  own("docx", quirks.DOCX_QUIRKS, 600),
  own("doc", quirks.DOC_QUIRKS, 150),
  own("rtf", quirks.RTF_QUIRKS, 150),
  own("pdf", quirks.PDF_QUIRKS, 700),
  own("pdf-unruled", quirks.UNRULED_PDF_QUIRKS, 80),
  own("xlsx", quirks.XLSX_QUIRKS, 500),
  own("xls", quirks.XLS_QUIRKS, 150),
  own("csv", quirks.CSV_QUIRKS, 150),
  { ...own("collected-xlsx", quirks.COLLECTED_QUIRKS, 200), holds: "collection" },
  { ...own("collected-csv", quirks.COLLECTED_CSV_QUIRKS, 100), holds: "collection" },
  own("text-tabs", quirks.TABBED_TEXT_QUIRKS, 250),
  own("text-marked", quirks.MARKED_TEXT_QUIRKS, 200),
  own("text-bare", quirks.BARE_TEXT_QUIRKS, 200),
  office("doc-office", quirks.OFFICE_DOCX_QUIRKS, "doc", 200, "MS Word 97"),
  office("rtf-office", quirks.OFFICE_DOCX_QUIRKS, "rtf", 100),
  office("docx-office", quirks.OFFICE_DOCX_QUIRKS, "docx", 100, "MS Word 2007 XML"),
  office("html-office", quirks.OFFICE_PAGE_QUIRKS, "html", 100),
  office("pdf-office", quirks.OFFICE_DOCX_QUIRKS, "pdf", 200),
  office("xls-office", quirks.OFFICE_XLSX_QUIRKS, "xls", 200, "MS Excel 97"),
  office("xlsx-office", quirks.OFFICE_XLSX_QUIRKS, "xlsx", 100, "Calc MS Excel 2007 XML"),
  {
    ...{
      id: "pdf-chromium",
      name: "pdf-chromium",
      kind: "text-layer",
      holds: "report",
      quirks: quirks.PRINTED_QUIRKS,
    },
    steps: [{ by: "chromium", paper: "pages" }],
    documents: 200,
  },
  scan("scan-png-300", "png", 300, 8),
  scan("scan-jpg-200", "jpg", 200, 4),
  scan("scan-tiff-300", "tiff", 300, 4),
  scan("scan-pdf-300", "pdf", 300, 4),
];

const PROGRAMS: Readonly<Record<Step["by"], readonly Program[]>> = {
  office: ["soffice"],
  chromium: ["chromium"],
  pdftoppm: ["pdftoppm"],
  tesseract: ["tesseract"],
};

/** Programs that a format needs beside the product. */
export function programsOf(format: Format): readonly Program[] {
  return format.steps.flatMap(({ by }) => PROGRAMS[by]);
}
