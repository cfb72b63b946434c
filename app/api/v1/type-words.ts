import { fill, type Messages } from "@/app/_messages/messages.ts";
import type { JsonSchema } from "@/lib/api/openapi.ts";

/** What a field or parameter may hold, in few words: `integer, 1 to 1000`. */
export function typeWords(schema: JsonSchema, words: Messages["api"]): string {
  if (schema.anyOf !== undefined) {
    const [value] = schema.anyOf.filter(({ type }) => type !== "null");
    return `${value === undefined ? "" : typeWords(value, words)} ${words.orNull}`;
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum.join(" | ");
  if (schema.type === "array") return `string, ${fill(words.list, { n: schema.maxItems ?? "" })}`;
  const { type = "", minimum, maximum } = schema;
  const isBounded = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return isBounded ? `${type}, ${fill(words.range, { from: minimum, to: maximum })}` : type;
}
