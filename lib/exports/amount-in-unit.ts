/**
 * An integer count of the smallest parts of a unit as a number of units: `scale` parts make one unit, a power of ten.
 * Goes through the decimal digits, so 1999 parts of 100 are exactly the number printed 19.99; a number prints every
 * digit again up to 15 of them, ten trillion yuan.
 */
export function amountInUnit(amount: number, scale: number): number {
  const places = String(scale).length - 1;
  const digits = String(Math.abs(amount)).padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const magnitude = Number(places === 0 ? whole : `${whole}.${digits.slice(-places)}`);
  return amount < 0 ? -magnitude : magnitude;
}
