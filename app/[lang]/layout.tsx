import type { Metadata, Viewport } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import "../globals.css";
import { DemonstrationBanner } from "@/app/_components/demonstration-banner.tsx";
import { isLanguage, messages } from "@/app/_messages/messages.ts";
import { getDemonstration } from "@/lib/catalog/demonstration.ts";

interface Props {
  readonly children: ReactNode;
  readonly params: Promise<{ readonly lang: string }>;
}

export const dynamic = "force-dynamic";

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { lang } = await params;
  const { frame } = messages(isLanguage(lang) ? lang : "zh");
  const name = `${frame.site} ${frame.siteLatin}`;
  return { title: { default: name, template: `%s · ${name}` }, description: frame.description };
}

export default async function Layout({ children, params }: Props) {
  const { lang } = await params;
  if (!isLanguage(lang)) notFound();
  return (
    <html lang={lang === "zh" ? "zh-CN" : "en"}>
      <body>
        <DemonstrationBanner lang={lang} mark={getDemonstration()} />
        {children}
      </body>
    </html>
  );
}
