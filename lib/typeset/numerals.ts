const FULL_WIDTH = 0xff10 - 0x30;

/** ASCII digits and points to their full-width forms. */
export function toFullWidth(printed: string): string {
  return printed.replace(/[0-9.]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + FULL_WIDTH));
}

/** A comma between every three digits before the point. */
export function groupThousands(printed: string): string {
  return printed.replace(
    /^([+-]?)(\d+)/,
    (_, sign: string, digits: string) => sign + digits.replace(/\B(?=(\d{3})+$)/g, ","),
  );
}
