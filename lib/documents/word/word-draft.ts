/**
 * A word processor's tables before they are put on a grid. Rows stand on their own there: each cell runs from one edge
 * to another, and rows need not agree on their edges.
 */

export interface DraftParagraph {
  readonly kind: "paragraph";
  readonly text: string;
  readonly path: string;
  /** Character position, in formats that count characters. */
  readonly offset?: number;
}

/** Text that stands in a frame of its own. A floating one may lie anywhere on the page, also over another cell. */
export interface DraftBox {
  readonly kind: "box";
  readonly floating: boolean;
  readonly content: readonly DraftContent[];
}

/** Another document that is shown in this place. */
export interface DraftChunk {
  readonly kind: "chunk";
  readonly id: string;
  readonly path: string;
}

export type DraftContent = DraftParagraph | DraftTable | DraftBox | DraftChunk;

export interface DraftCell {
  readonly left: number;
  readonly right: number;
  /** Of cells merged downward: whether it is the first of them or goes on with the cell above. */
  readonly vertical?: "starts" | "goes-on";
  readonly content: readonly DraftContent[];
  readonly path: string;
  readonly offset?: number;
  /** The file breaks off inside: its text may lack its end. */
  readonly cut?: true;
}

export interface DraftTable {
  readonly kind: "table";
  readonly rows: readonly (readonly DraftCell[])[];
  /** Edges that lie no further apart are one. */
  readonly tolerance: number;
  readonly path: string;
  /** Cells beyond the ceiling were left out. */
  readonly cut?: true;
}
