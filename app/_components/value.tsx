import { messages } from "@/app/_messages/messages.ts";
import type { Language, Unit } from "@/lib/catalog/schema.ts";
import { formatAmount } from "@/lib/format.ts";
import type { Value } from "@/lib/model.ts";

interface Props {
  readonly value: Value;
  readonly unit: Pick<Unit, "scale">;
  readonly lang: Language;
}

/** A value as text: its number, or the word for why there is none. Never 0 for nothing. */
export function ValueText({ value, unit, lang }: Props) {
  if (value.status === "reported") return formatAmount(value.amount, unit, lang);
  const { status, statusNote } = messages(lang).frame;
  return (
    <span className="status" title={statusNote[value.status]}>
      {status[value.status]}
    </span>
  );
}
