import type { Finding } from "../model.ts";
import type { Outcome } from "../outcome.ts";
import { decodeText, findDeclaredCharset, isDeclarationTrue } from "./charset.ts";
import { readPage } from "./markup/html-page.ts";
import type { Content } from "./reader.ts";

/** A web page's bytes, in whatever encoding they are. */
export function readHtmlBytes(bytes: Uint8Array): Outcome<Content> {
  const declared = findDeclaredCharset(bytes);
  const { text, charset, damaged } = decodeText(bytes, declared);
  const page = readPage(text, charset);
  const findings: Finding[] = [];
  if (declared !== undefined && !isDeclarationTrue(declared, charset))
    findings.push({ code: "charset-mismatch", parameters: { declared, charset } });
  if (damaged > 0) findings.push({ code: "charset-damaged", parameters: { count: damaged } });
  return { value: page.value, findings: [...findings, ...page.findings] };
}
