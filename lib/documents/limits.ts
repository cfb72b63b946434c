/**
 * Ceilings of the readers: the largest reports seen lie far below, files made to hurt far above. Time and memory of
 * a whole reading are held by the worker pool (lib/ingest).
 */

const MB = 1024 * 1024;

/** Bytes of one file, before anything is unpacked or decoded. */
export const LARGEST_TEXT = 20 * MB;
export const LARGEST_BINARY = 100 * MB;

/** Bytes that one packed file (docx, xlsx, zip) may unpack to, and one of its entries. */
export const MOST_UNPACKED = 256 * MB;
export const LARGEST_ENTRY = 64 * MB;
export const MOST_ENTRIES = 10_000;
/** Archives within archives. */
export const DEEPEST_ARCHIVE = 3;

/** Characters of the markup of one part of a packed file. */
export const LARGEST_MARKUP = 12 * MB;

/** Deeper nesting of elements than this is no document that a person wrote. */
export const DEEPEST_ELEMENT = 512;

/** No statistical table is wider. */
export const MOST_COLUMNS = 400;
/** Slots of one table, merged cells counted at their full size; what lies beyond is not read and said so. */
export const MOST_SLOTS = 400_000;
/** Cells of one document of a word processor. */
export const MOST_CELLS = 100_000;

export const MOST_PAGES = 300;
/** Pixels of one picture. */
export const MOST_PIXELS = 60_000_000;
