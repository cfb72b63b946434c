import type { Language } from "../catalog/schema.ts";
import { type Diagnosis, examine, isHealthy } from "./doctor.ts";
import { SUCCESS } from "./exit-codes.ts";
import { fill, getMessages } from "./messages.ts";

const REQUIREMENT_MISSING = 1;

const MARKS = { there: "✓", lacking: "!", missing: "–" } as const;

interface Described {
  readonly subject: Diagnosis["subject"];
  readonly required: boolean;
  readonly state: Diagnosis["state"];
  readonly message: string;
  readonly remedy: readonly string[];
}

function explain({ subject, required, state, parameters }: Diagnosis, language: Language): Described {
  const texts: Readonly<Record<string, string | readonly string[] | undefined>> =
    getMessages(language).diagnosis[subject];
  const message = texts[state] ?? texts.missing ?? "";
  const { remedy } = texts;
  return {
    subject,
    required,
    state,
    message: fill(String(message), parameters),
    remedy: state === "there" || !Array.isArray(remedy) ? [] : remedy.map((line) => fill(line, parameters)),
  };
}

function print(described: readonly Described[], healthy: boolean, language: Language): string {
  const { verdict } = getMessages(language).diagnosis;
  const lines = described.flatMap(({ required, state, message, remedy }) => [
    `${required && state !== "there" ? "✗" : MARKS[state]} ${message}`,
    ...remedy.map((line) => `    ${line}`),
  ]);
  return [...lines, "", healthy ? verdict.healthy : verdict.ill].join("\n");
}

/** `gongkai doctor`. Answers the exit code: 0 when everything required is there. */
export async function diagnose(json: boolean, language: Language): Promise<number> {
  const diagnoses = await examine();
  const healthy = isHealthy(diagnoses);
  const described = diagnoses.map((diagnosis) => explain(diagnosis, language));
  const text = json
    ? JSON.stringify({ healthy, subjects: described }, null, 2)
    : print(described, healthy, language);
  process.stdout.write(`${text}\n`);
  return healthy ? SUCCESS : REQUIREMENT_MISSING;
}
