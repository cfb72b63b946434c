import type { Desk } from "@/app/_desk/enter.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import type { Counts } from "@/db/desk/batches.ts";
import { LARGEST_UPLOAD } from "@/lib/desk/limits.ts";
import css from "./batch.module.css";
import { UploadIsland } from "./upload-island.tsx";

interface Props {
  readonly desk: Desk;
  readonly batch: number;
  readonly counts: Counts;
}

/** Takes files: as a plain form, which a script makes one that sends them one by one. */
export function UploadForm({ desk, batch, counts }: Props) {
  const { upload: words } = messages(desk.lang).desk;
  const path = href(desk.lang, `/desk/batches/${batch}`);
  return (
    <section aria-labelledby="upload">
      <h2 id="upload">{words.heading}</h2>
      <p className="small soft">{fill(words.note, { n: LARGEST_UPLOAD / 1024 / 1024 })}</p>
      <form
        method="post"
        encType="multipart/form-data"
        action={`${path}/files`}
        className={`panel ${css.upload}`}
        aria-label={words.heading}
      >
        <input type="hidden" name="token" value={desk.formToken} />
        <div className="row">
          <label className="field">
            {words.files}
            <input type="file" name="file" multiple required />
          </label>
          <button type="submit">{words.submit}</button>
        </div>
        <UploadIsland
          address={path}
          signIn={href(desk.lang, "/desk/sign-in")}
          isReading={counts.waiting + counts.reading > 0}
          largest={LARGEST_UPLOAD}
          words={words.script}
        />
      </form>
    </section>
  );
}
