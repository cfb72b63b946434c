import { checkCharacter, checkOrganisation } from "../registry/credit-code.ts";

/** A valid code for a body that does not exist; `body` are the first two characters, e.g. `11` for an organ. */
export function makeCreditCode(body: string, region: string, number: number): string {
  const digits = String(number).padStart(8, "0");
  const head = `${body}${region}${digits}${checkOrganisation(digits)}`;
  return head + checkCharacter(head);
}
