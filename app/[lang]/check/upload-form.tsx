import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { LARGEST_HANDED_IN } from "@/lib/precheck.ts";
import css from "./check.module.css";

/** For the browser's list of files alone: what a file is, its content says. */
const ENDINGS =
  ".htm,.html,.shtml,.mht,.mhtml,.docx,.doc,.wps,.rtf,.xlsx,.xls,.et,.csv,.pdf,.png,.jpg,.jpeg,.tif,.tiff,.txt,.md";

/** One file, sent by the browser itself: no script is needed, and a file may be dropped onto the field. */
export function UploadForm({ lang }: { readonly lang: Language }) {
  const { form } = messages(lang).check;
  return (
    <form
      className="panel no-print"
      method="post"
      encType="multipart/form-data"
      action={href(lang, "/check#result")}
      aria-label={form.legend}
    >
      <div className="field">
        <label htmlFor="file">{form.file}</label>
        <input
          className={css.drop}
          id="file"
          name="file"
          type="file"
          required
          accept={ENDINGS}
          aria-describedby="file-hint"
        />
        <p id="file-hint" className="soft small">
          {fill(form.hint, { megabytes: LARGEST_HANDED_IN / 1024 / 1024 })}
        </p>
      </div>
      <p className="actions">
        <button type="submit">{form.submit}</button>
        <button type="submit" className="quiet" formAction={href(lang, "/check/data.json")}>
          {form.json}
        </button>
      </p>
    </form>
  );
}
