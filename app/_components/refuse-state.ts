import { fill, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { errorResponse } from "@/lib/errors.ts";
import type { DataState } from "./data-state.ts";

/** A file must not guess: of a state that is not kept there is none, and that is said. */
export function refuseState({ problem }: DataState, lang: Language): Response | undefined {
  if (problem === null) return undefined;
  return errorResponse(
    404,
    "no-such-state",
    fill(messages(lang).frame.state.fileProblem, { named: problem }),
  );
}
