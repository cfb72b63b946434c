import { z } from "zod";
import type { DataColumn, Language } from "../catalog/schema.ts";
import { ENDPOINTS, type EndpointName, pageOf } from "./endpoints.ts";
import type { ParameterName } from "./parameters.ts";
import { PROBLEM_TYPE, Problem } from "./problem.ts";
import { ROWS, type RowName } from "./rows.ts";

/** The description of the API (OpenAPI 3.1), made of its definitions and of words in one language. */

export const API_ROOT = "/api/v1";

export interface ApiWords {
  readonly title: string;
  readonly lead: string;
  readonly licence: string;
  readonly endpoints: Readonly<Record<EndpointName, { readonly title: string; readonly text: string }>>;
  readonly parameters: Readonly<Record<ParameterName, string>>;
  readonly page: Readonly<Record<string, string>>;
  readonly answers: { readonly ok: string; readonly unchanged: string; readonly problem: string };
}

/** A schema in JSON, as far as the page that shows it looks into it. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly (string | number)[];
  readonly anyOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly const?: string;
  readonly default?: string | number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly $ref?: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: "query";
  readonly required: boolean;
  readonly description: string;
  readonly style: "form";
  readonly explode: false;
  readonly schema: JsonSchema;
}

function jsonSchemaOf(shape: z.ZodType): JsonSchema {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: "output" });
  return schema as JsonSchema;
}

export function listParameters(endpoint: EndpointName, words: ApiWords): Parameter[] {
  const { shape } = ENDPOINTS[endpoint].parameters;
  return Object.entries(shape).map(([name, parameter]) => ({
    name,
    in: "query",
    required: !parameter.safeParse(undefined).success,
    description: words.parameters[name as ParameterName],
    style: "form",
    // Lists are parted by commas.
    explode: false,
    schema: jsonSchemaOf(parameter),
  }));
}

function described(schema: JsonSchema, meaning: ReadonlyMap<string, string>): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    { ...property, description: meaning.get(name) },
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** The fields of a row with what they mean. */
export function rowSchema(name: RowName, columns: readonly DataColumn[], lang: Language): JsonSchema {
  const meaning = new Map(columns.map((column) => [column.id, column.meaning[lang]]));
  return described(jsonSchemaOf(ROWS[name]), meaning);
}

function pageSchema(rows: readonly RowName[], words: ApiWords): JsonSchema {
  const refs = rows.map((name) => ({ $ref: `#/components/schemas/${name}` }));
  const schema = described(jsonSchemaOf(pageOf({ rows })), new Map(Object.entries(words.page)));
  const items = refs.length === 1 ? refs[0] : { anyOf: refs };
  return {
    ...schema,
    properties: {
      ...schema.properties,
      items: { type: "array", description: words.page.items ?? "", items: items ?? {} },
    },
  };
}

export function buildOpenApi(
  words: ApiWords,
  columns: readonly DataColumn[],
  { lang, version }: { readonly lang: Language; readonly version: string },
) {
  const problem = {
    description: words.answers.problem,
    content: { [PROBLEM_TYPE]: { schema: { $ref: "#/components/schemas/Problem" } } },
  };
  const headers = {
    ETag: { description: words.answers.unchanged, schema: { type: "string" } },
    Link: { description: words.page.next ?? "", schema: { type: "string" } },
  };
  const paths = (Object.keys(ENDPOINTS) as EndpointName[]).map((name) => [
    `/${name}`,
    {
      get: {
        operationId: `list-${name}`,
        summary: words.endpoints[name].title,
        description: words.endpoints[name].text,
        parameters: listParameters(name, words),
        responses: {
          200: {
            description: words.answers.ok,
            headers,
            content: { "application/json": { schema: pageSchema(ENDPOINTS[name].rows, words) } },
          },
          304: { description: words.answers.unchanged },
          400: problem,
        },
      },
    },
  ]);
  const rows = (Object.keys(ROWS) as RowName[]).map((name) => [name, rowSchema(name, columns, lang)]);
  return {
    openapi: "3.1.0",
    info: {
      title: words.title,
      summary: words.lead,
      description: words.licence,
      version,
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: API_ROOT }],
    paths: Object.fromEntries(paths),
    components: { schemas: { ...Object.fromEntries(rows), Problem: jsonSchemaOf(Problem) } },
  };
}
