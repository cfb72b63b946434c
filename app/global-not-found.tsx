import type { Metadata } from "next";
import "./globals.css";
import { getDemonstration } from "@/lib/catalog/demonstration.ts";
import { DemonstrationBanner } from "./_components/demonstration-banner.tsx";
import { href, LANGUAGES, messages } from "./_messages/messages.ts";

export const metadata: Metadata = { title: messages("zh").frame.notFound.title };

/** For addresses that name no page: made once for all of them, so it knows no language and says both. */
export default function GlobalNotFound() {
  return (
    <html lang="zh-CN">
      <body>
        {LANGUAGES.map((lang) => (
          <DemonstrationBanner key={lang} lang={lang} mark={getDemonstration()} />
        ))}
        <main className="band">
          {LANGUAGES.map((lang) => {
            const { title, text, home, agencies } = messages(lang).frame.notFound;
            const Heading = lang === "zh" ? "h1" : "h2";
            return (
              <section key={lang} lang={lang === "zh" ? "zh-CN" : "en"}>
                <Heading>{title}</Heading>
                <p>{text}</p>
                <p className="actions">
                  <a href={href(lang, "/")}>{home}</a>
                  <a href={href(lang, "/agencies")}>{agencies}</a>
                </p>
              </section>
            );
          })}
        </main>
      </body>
    </html>
  );
}
