/**
 * Text to GB18030 bytes (GB 18030-2022). The platform only decodes, so the code table is had by decoding every
 * two-byte code once, and for the rest of the Basic Multilingual Plane every four-byte code.
 */

type Codes = ReadonlyMap<string, readonly number[]>;

function* twoByteCodes(): Generator<readonly number[]> {
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1) if (trail !== 0x7f) yield [lead, trail];
}

function* fourByteCodes(): Generator<readonly number[]> {
  for (let first = 0x81; first <= 0x84; first += 1)
    for (let second = 0x30; second <= 0x39; second += 1)
      for (let third = 0x81; third <= 0xfe; third += 1)
        for (let fourth = 0x30; fourth <= 0x39; fourth += 1) yield [first, second, third, fourth];
}

function tabulate(codes: Iterable<readonly number[]>): Codes {
  const decoder = new TextDecoder("gb18030");
  const table = new Map<string, readonly number[]>();
  for (const code of codes) {
    const character = decoder.decode(Uint8Array.from(code));
    if (character.length === 1 && character !== "\uFFFD" && !table.has(character)) table.set(character, code);
  }
  return table;
}

let twoByte: Codes | undefined;
let fourByte: Codes | undefined;

function codeOf(character: string): readonly number[] {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return [point];
  twoByte ??= tabulate(twoByteCodes());
  const short = twoByte.get(character);
  if (short) return short;
  fourByte ??= tabulate(fourByteCodes());
  const long = fourByte.get(character);
  if (long) return long;
  throw new RangeError(`no GB18030 code is tabulated for U+${point.toString(16)}`);
}

/** Encodes text of the Basic Multilingual Plane; throws `RangeError` for any other character. */
export function encodeGb18030(text: string): Uint8Array {
  return Uint8Array.from([...text].flatMap(codeOf));
}
