/** Where a form was sent from, as the browser says in its headers. */
export interface SentFrom {
  readonly origin: string | null | undefined;
  readonly host: string | null | undefined;
  /** `Sec-Fetch-Site` */
  readonly site: string | null | undefined;
}

/** Whether a page of this site sent a form: neither header may say otherwise, and one of them has to say so. */
export function isFromHere({ origin, host, site }: SentFrom): boolean {
  if (site != null && site !== "same-origin") return false;
  if (origin == null) return site === "same-origin";
  return URL.canParse(origin) && new URL(origin).host === (host ?? "");
}
