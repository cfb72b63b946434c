/**
 * Unified social credit codes (GB 32100-2015): who registers, what kind of body, six digits of the region, nine
 * characters of the organisation, a check character.
 */

/** The characters by value; I, O, S, V and Z are not used. */
const CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of an organisation code of eight digits (GB 11714-1997). */
function checkOrganisation(digits: string): string {
  const sum = [...digits].reduce(
    (total, digit, at) => total + Number(digit) * (ORGANISATION_WEIGHTS[at] ?? 0),
    0,
  );
  const rest = 11 - (sum % 11);
  return rest === 11 ? "0" : rest === 10 ? "X" : String(rest);
}

/** The check character of the first seventeen: weights are the powers of 3 modulo 31. */
export function checkCharacter(code: string): string {
  let weight = 1;
  let sum = 0;
  for (const character of code.slice(0, 17)) {
    sum += CHARACTERS.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return CHARACTERS[(31 - (sum % 31)) % 31] ?? "";
}

/** A valid code for a body that does not exist; `body` are the first two characters, e.g. `11` for an organ. */
export function makeCreditCode(body: string, region: string, number: number): string {
  const digits = String(number).padStart(8, "0");
  const head = `${body}${region}${digits}${checkOrganisation(digits)}`;
  return head + checkCharacter(head);
}
