import { href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import type { Asking } from "./asking.ts";

interface Props {
  readonly asking: Asking;
  readonly lang: Language;
}

/** The way to question a number, for everybody: without a pointer that hovers, and by what reads pages aloud. */
export function AskingSwitch({ asking, lang }: Props) {
  const { mode } = messages(lang).questions;
  const { agency, year, scope } = asking.report;
  const report = href(lang, `/agencies/${agency}/${year}?scope=${scope}`);
  return asking.isChoosing ? (
    <p className="note warning no-print" id="doubt">
      {mode.onNote} <a href={report}>{mode.off}</a>
    </p>
  ) : (
    <p className="small no-print">
      <a href={`${report}&doubt=yes#doubt`}>{mode.on}</a>
    </p>
  );
}
