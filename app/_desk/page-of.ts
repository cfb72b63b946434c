import { notFound } from "next/navigation";
import { isLanguage } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";

export interface DeskPageProps<Params = Readonly<Record<never, string>>> {
  readonly params: Promise<{ readonly lang: string } & Params>;
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export async function pageLanguage({ params }: DeskPageProps): Promise<Language> {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return lang;
}
