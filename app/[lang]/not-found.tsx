import { Frame } from "@/app/_components/frame.tsx";
import { href, LANGUAGES, messages } from "@/app/_messages/messages.ts";

/** Next tells this page nothing of the address: both languages are written, the style sheet shows the page's own. */
export default function NotFound() {
  return LANGUAGES.map((lang) => {
    const { title, text, home, agencies } = messages(lang).frame.notFound;
    return (
      <div key={lang} className="in-language" data-language={lang}>
        <Frame lang={lang} path="/">
          <h1>{title}</h1>
          <p>{text}</p>
          <p className="actions">
            <a href={href(lang, "/")}>{home}</a>
            <a href={href(lang, "/agencies")}>{agencies}</a>
          </p>
        </Frame>
      </div>
    );
  });
}
