const BOUNDARY = "----=_NextPart_000_0000";

/** Quoted-printable (RFC 2045, 6.7) with lines of at most 76 characters. */
function quotePrintable(bytes: Uint8Array): string {
  const lines: string[] = [];
  let line = "";
  for (const byte of bytes) {
    if (byte === 10) {
      lines.push(line);
      line = "";
      continue;
    }
    const plain = byte >= 32 && byte < 127 && byte !== 61;
    const sign = plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    if (line.length + sign.length > 75) {
      lines.push(`${line}=`);
      line = "";
    }
    line += sign;
  }
  return [...lines, line].map((text) => text.replace(/ $/, "=20")).join("\r\n");
}

/** A page as browsers save it with all that belongs to it: one MIME message (RFC 2557). */
export function printMht(page: Uint8Array, charset: string, transfer: "quoted-printable" | "base64"): string {
  const body =
    transfer === "base64"
      ? (
          Buffer.from(page)
            .toString("base64")
            .match(/.{1,76}/g) ?? []
        ).join("\r\n")
      : quotePrintable(page);
  return [
    "From: <Saved by a browser>",
    "MIME-Version: 1.0",
    `Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="${BOUNDARY}"`,
    "",
    `--${BOUNDARY}`,
    `Content-Type: text/html;\r\n\tcharset="${charset}"`,
    `Content-Transfer-Encoding: ${transfer}`,
    "Content-Location: file:///C:/report.htm",
    "",
    body,
    "",
    `--${BOUNDARY}--`,
    "",
  ].join("\r\n");
}
