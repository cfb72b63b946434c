/**
 * 统一社会信用代码 (GB 32100-2015): registering department, category, six digits of the registrar's division, nine
 * characters of the organisation code (GB 11714-1997), a check character. The division is that of registration and
 * may be long abolished: it tells nothing of where the agency is.
 */

/** Without I, O, S, V, Z, which are taken for digits. */
const SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const SHAPE = /^[1-9ANY][1-59]\d{6}[0-9A-HJ-NPQRTUWXY]{9}[0-9A-HJ-NPQRTUWXY]$/;
const MODULUS = 31;
const STEP = 3;

const ORGANISATION = /^[0-9A-Z]{8}[0-9X]$/;
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Capitals, half-width, without spaces and hyphens. */
export function foldCode(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s-]+/g, "")
    .toUpperCase();
}

/** The check character of the first seventeen: weights are powers of 3 modulo 31. */
export function checkCharacter(code: string): string {
  let weight = 1;
  let sum = 0;
  for (const sign of code.slice(0, 17)) {
    sum += SIGNS.indexOf(sign) * weight;
    weight = (weight * STEP) % MODULUS;
  }
  return SIGNS[(MODULUS - (sum % MODULUS)) % MODULUS] ?? "";
}

/** Whether a folded code has the shape of the standard and its check character. */
export function isCreditCode(code: string): boolean {
  return SHAPE.test(code) && checkCharacter(code) === code[17];
}

/** Characters 9 to 17: the organisation code. */
export const organisationCodeOf = (creditCode: string): string => creditCode.slice(8, 17);

/** The check character of the first eight of an organisation code (GB 11714, modulo 11). */
export function checkOrganisation(code: string): string {
  const sum = ORGANISATION_WEIGHTS.reduce(
    (total, weight, at) => total + Number.parseInt(code[at] ?? "0", 36) * weight,
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}

/** Whether a folded code is an organisation code with its check character. */
export const isOrganisationCode = (code: string): boolean =>
  ORGANISATION.test(code) && code[8] === checkOrganisation(code);

const CREDIT_CODE = /(?<![0-9A-Z])[1-9ANY][0-9A-Z]{17}(?![0-9A-Z])/g;
/** Index numbers before 2016 begin with it: 014320144/2015-00056. */
const ORGANISATION_CODE = /(?<![0-9A-Z])[0-9A-Z]{8}-?[0-9X](?=\/)/g;

/** The valid codes that stand in an address or index number, credit codes before organisation codes. */
export function listCodes(text: string): string[] {
  const folded = text.normalize("NFKC").toUpperCase();
  const credit = [...folded.matchAll(CREDIT_CODE)].map(([code]) => code).filter(isCreditCode);
  const organisation = [...folded.matchAll(ORGANISATION_CODE)]
    .map(([code]) => foldCode(code))
    .filter(isOrganisationCode);
  return [...new Set([...credit, ...organisation])];
}
