import { expect, test } from "vitest";
import { listPrintedPlaces } from "../../app/[lang]/indicators/[id]/printed-labels.ts";
import { getCatalog } from "../../lib/catalog/catalog.ts";

const { editions, indicators } = getCatalog();

test("every term of every indicator has its printed place on the form", () => {
  const without = indicators.flatMap((indicator) =>
    indicator.series.flatMap(({ edition: id, terms }) => {
      const edition = editions.find((entry) => entry.id === id);
      const cells = edition ? listPrintedPlaces(edition, terms).flatMap((place) => place.cells) : [];
      return terms
        .filter((term) => !cells.some((cell) => cell.indicator === term))
        .map((term) => `${id} ${term}`);
    }),
  );
  expect(without).toEqual([]);
});

test("terms under the same labels stand together", () => {
  const edition = editions.find(({ id }) => id === "form-2021");
  const denied = indicators.find(({ id }) => id === "denied");
  const terms = denied?.series.find((series) => series.edition === "form-2021")?.terms ?? [];
  if (!edition) throw new Error("The catalog has no form-2021");
  const places = listPrintedPlaces(edition, terms);
  expect(places).toHaveLength(1);
  expect(places[0]?.cells).toHaveLength(8);
});
