import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { DemonstrationBanner } from "../../app/_components/demonstration-banner.tsx";

const mark = {
  city: { zh: "示例市", en: "Example City" },
  notice: { zh: "虚构", en: "fictional" },
  agencies: [],
};

describe("the banner of the demonstration", () => {
  test.each([
    ["zh", "演示数据：虚构的城市", "示例市并不存在"],
    ["en", "Demonstration data: a fictional city", "Example City does not exist"],
  ] as const)("says in %s that nothing is real", (lang, title, city) => {
    const markup = renderToStaticMarkup(<DemonstrationBanner lang={lang} mark={mark} />);
    expect(markup).toContain(title);
    expect(markup).toContain(city);
    expect(markup).toContain("<aside");
  });

  test("is not there where the data is real", () => {
    expect(renderToStaticMarkup(<DemonstrationBanner lang="zh" mark={undefined} />)).toBe("");
  });
});
