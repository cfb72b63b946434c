import { PNG } from "pngjs";
import { printCompoundFile } from "../typeset/compound-file.ts";

/** Files of which nobody can read a figure, as they come in every year. */

export const UNREADABLE = ["cut-short", "encrypted", "picture"] as const;
export type Unreadable = (typeof UNREADABLE)[number];

const WIDTH = 300;
const HEIGHT = 424;
const MARGIN = 40;
const ROW = 18;

/** A page photographed so badly that only the lines of its table are left. */
function drawPicture(): Uint8Array {
  const picture = new PNG({ width: WIDTH, height: HEIGHT });
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const inside = x >= MARGIN && x <= WIDTH - MARGIN && y >= MARGIN && y <= HEIGHT - MARGIN;
      const ruled = inside && ((y - MARGIN) % ROW === 0 || (x - MARGIN) % (ROW * 2) === 0);
      const grey = ruled ? 120 : 235;
      picture.data.set([grey, grey, grey, 255], (y * WIDTH + x) * 4);
    }
  // Not compressed: how a library compresses differs from machine to machine.
  return new Uint8Array(PNG.sync.write(picture, { deflateLevel: 0, colorType: 0 }));
}

/** The head of an encrypted Word document ([MS-DOC] 2.5.2, fEncrypted), and nothing that could be read behind it. */
function printEncrypted(): Uint8Array {
  const main = new Uint8Array(4096);
  main.set([0xec, 0xa5, 0xc1, 0, 0, 0, 4, 8, 0, 0, 0, 3]);
  return printCompoundFile({ WordDocument: main, "1Table": new Uint8Array(4096) });
}

/** The start of a file whose rest never arrived. */
const KEPT = 1500;

/** `whole` is a Word document (doc). */
export function spoil(
  kind: Unreadable,
  whole: Uint8Array,
): { readonly bytes: Uint8Array; readonly ending: string } {
  switch (kind) {
    case "cut-short":
      return { bytes: whole.slice(0, KEPT), ending: "doc" };
    case "encrypted":
      return { bytes: printEncrypted(), ending: "doc" };
    case "picture":
      return { bytes: drawPicture(), ending: "png" };
  }
}
