import { expect, it } from "vitest";
import { compareFrozen, fingerprintOf, parseFrozen, writeFrozen } from "../../lib/exports/fingerprint.ts";

const COLUMNS = [
  { id: "agency", type: "text" },
  { id: "agency_name", type: "text" },
  { id: "amount", type: "number" },
  { id: "source_row", type: "text" },
  { id: "findings", type: "text" },
  { id: "data_version", type: "number" },
  { id: "data_changed", type: "text" },
] as const;
const ROW = {
  agency: "a",
  agency_name: "甲",
  amount: 7,
  source_row: "2",
  findings: null,
  data_version: 1,
  data_changed: "2026-01-01",
} as const;
const print = (changes: Partial<Record<keyof typeof ROW, string | number | null>> = {}) =>
  fingerprintOf(COLUMNS, [{ ...ROW, ...changes }]);

it("stays while figures and sources do, in whatever language and version", () => {
  expect(print()).toMatch(/^[0-9a-f]{12}$/);
  expect(print({ agency_name: "A", data_version: 2, data_changed: null, findings: "x" })).toBe(print());
});

it("stays when a column comes that says who was left out, whoever that is", () => {
  const columns = [...COLUMNS, { id: "agencies_left_out", type: "number" }] as const;
  for (const agencies_left_out of [0, 20])
    expect(fingerprintOf(columns, [{ ...ROW, agencies_left_out }])).toBe(print());
});

it("changes with a figure, its source, its status of nothing, or a row", () => {
  const others = [
    print({ amount: 8 }),
    print({ amount: null }),
    print({ source_row: "3" }),
    fingerprintOf(COLUMNS, []),
  ];
  expect(new Set([print(), ...others]).size).toBe(5);
});

it("is written into an address and read from it", () => {
  const frozen = { dataVersion: 57, fingerprint: print() };
  expect(parseFrozen(writeFrozen(frozen))).toEqual(frozen);
  for (const text of ["57", "57-xyz", "-0123456789ab", "57-0123456789abc", "57-0123456789AB"])
    expect(parseFrozen(text)).toBeUndefined();
});

it.each([
  [{ dataVersion: 56, fingerprint: "a" }, "same-figures"],
  [{ dataVersion: 56, fingerprint: "b" }, "changed"],
  [{ dataVersion: 58, fingerprint: "a" }, "future"],
  // The same version with other figures: another installation, or a program that derives them otherwise.
  [{ dataVersion: 57, fingerprint: "b" }, "changed"],
] as const)("tells what became of %j: %s", (frozen, since) => {
  expect(compareFrozen(frozen, { dataVersion: 57, fingerprint: "a" })).toBe(since);
});
