import { ChoiceField } from "@/app/_components/choice-field.tsx";
import { messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { EVERYWHERE, type Remit } from "@/lib/desk/remit.ts";
import { ROLES, type Role } from "@/lib/desk/roles.ts";

interface Props {
  readonly lang: Language;
  readonly role?: Role;
  readonly remit?: Remit;
}

/** Role and remit of a user, to be set. */
export function StandingInputs({ lang, role = "editor", remit = EVERYWHERE }: Props) {
  const { users: words, roles } = messages(lang).desk;
  return (
    <>
      <ChoiceField
        name="role"
        label={words.role}
        options={ROLES.map((one) => [one, roles[one]])}
        chosen={role}
      />
      <fieldset>
        <legend>{words.remit.legend}</legend>
        <label className="choice">
          <input type="checkbox" name="everywhere" value="yes" defaultChecked={remit.everywhere} />
          {words.remit.everywhere}
        </label>
        <label className="field">
          {words.remit.regions}
          <input
            name="regions"
            defaultValue={remit.regions.join(" ")}
            inputMode="numeric"
            placeholder="350100 350200"
          />
        </label>
        <label className="field">
          {words.remit.agencies}
          <input
            name="agencies"
            defaultValue={remit.agencies.join(" ")}
            autoCapitalize="none"
            placeholder="government-350100"
          />
        </label>
      </fieldset>
    </>
  );
}
