import type { Finding } from "../../model.ts";
import type { Outcome } from "../../outcome.ts";
import type { Page } from "../layout/page.ts";
import { recognizePage } from "../pictures/recognize-page.ts";
import { requireTesseract } from "../pictures/tesseract.ts";
import type { ReadingOptions } from "../reader.ts";
import type { PageImage } from "./pdf-page-image.ts";

/** Scanned pages, recognised one after the other: only one picture is in memory. */

/** Pages by their number. One finding says that nothing could be recognised, not one for each page. */
export async function recognizeScans(
  numbers: readonly number[],
  draw: (page: number) => Promise<PageImage | undefined>,
  options: ReadingOptions,
): Promise<Outcome<ReadonlyMap<number, Page>>> {
  const pages = new Map<number, Page>();
  const { value: tesseract, findings: lacking } = await requireTesseract();
  if (tesseract === null) {
    const parameters = { page: numbers.join(", ") };
    return {
      value: pages,
      findings: lacking.map((finding) => ({
        ...finding,
        parameters: { ...finding.parameters, ...parameters },
      })),
    };
  }
  const findings: Finding[] = [];
  for (const number of numbers) {
    const image = await draw(number).catch(() => undefined);
    if (image === undefined) continue;
    const { bitmap, pointsPerPixel } = image;
    const read = await recognizePage(bitmap, number, { ...options, pointsPerPixel });
    findings.push(...read.findings);
    if (read.value !== null) pages.set(number, { ...read.value, method: "ocr" });
  }
  return { value: pages, findings };
}
