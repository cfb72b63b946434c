import { describe, expect, it } from "vitest";
import { walkXml } from "../../lib/documents/xml.ts";

/** What the handler is told, one word an event. */
function walk(xml: string) {
  const events: string[] = [];
  const fault = walkXml(xml, {
    open: (name, attributes) => {
      const written = Object.entries(attributes).map(([key, value]) => ` ${key}=${value}`);
      events.push(`<${name}${written.join("")}>`);
    },
    close: (name) => events.push(`</${name}>`),
    text: (text) => events.push(text),
  });
  return { fault, events: events.join("") };
}

describe("a walk over XML", () => {
  it.each([
    ["elements, attributes and text", "<w:a w:b='1'>2<c/></w:a>", "<w:a w:b=1>2<c></c></w:a>"],
    ["references of the standard", "<a>&lt;&amp;&#49;&#x32;</a>", "<a><&12</a>"],
    ["sections of plain characters", "<a>1<![CDATA[<2]]></a>", "<a>1<2</a>"],
    ["a byte order mark", "\ufeff<?xml version='1.0'?><a/>", "<a></a>"],
    ["a document type without entities", "<!DOCTYPE a SYSTEM 'a.dtd'><a/>", "<a></a>"],
  ])("hands over %s", (_, xml, events) => {
    expect(walk(xml)).toEqual({ fault: undefined, events });
  });

  it.each([
    ["a cut text", "<a><b>1</b><b>23", "damaged", "<a><b>1</b><b>"],
    ["a cut tag", "<a><b>1</b><b", "damaged", "<a><b>1</b>"],
    ["a crossed tag", "<a><b>1</a></b>", "damaged", "<a><b>1</b>"],
    ["nothing", "", "damaged", ""],
    ["an unknown entity", "<a>1&unknown;</a>", "damaged", "<a>"],
    ["declared entities", "<!DOCTYPE a [<!ENTITY b '1'>]><a>&b;</a>", "entities", ""],
    ["a sign no document may hold", "<a>1\u0001</a>", "damaged", "<a>"],
  ])("ends at %s and keeps what came before", (_, xml, fault, events) => {
    expect(walk(xml)).toEqual({ fault, events });
  });

  it("goes no deeper than a person writes", () => {
    const { fault, events } = walk("<a>".repeat(100_000));
    expect(fault).toBe("too-deep");
    expect(events.length).toBeLessThan(3000);
  });
});
