import { headers } from "next/headers";

/** Scheme and host under which the reader sees the site, for addresses that leave it. */
export async function siteOrigin(): Promise<string> {
  const asked = await headers();
  const scheme = asked.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https" ? "https" : "http";
  return `${scheme}://${asked.get("host") ?? "localhost"}`;
}
