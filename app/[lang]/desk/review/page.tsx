import type { Metadata } from "next";
import { ScrollRegion } from "@/app/_components/scroll-region.tsx";
import { DeskFrame } from "@/app/_desk/desk-frame.tsx";
import { type Desk, enterDesk } from "@/app/_desk/enter.ts";
import { itemPage } from "@/app/_desk/item-of.ts";
import { type DeskPageProps, pageLanguage } from "@/app/_desk/page-of.ts";
import { fill, href, messages } from "@/app/_messages/messages.ts";
import { listBatches } from "@/db/desk/batches.ts";
import { getDeskDatabase } from "@/db/desk/index.ts";
import { listQueue, type QueueItem } from "@/db/desk/review.ts";
import type { Language } from "@/lib/catalog/schema.ts";
import { may } from "@/lib/desk/roles.ts";
import { formatCount } from "@/lib/format.ts";
import { DecisionsForm } from "./decisions-form.tsx";

const MOST_SHOWN = 200;

export async function generateMetadata(props: DeskPageProps): Promise<Metadata> {
  return { title: messages(await pageLanguage(props)).desk.review.heading, robots: { index: false } };
}

/** What somebody should look at, what matters most first. */
export default async function Page(props: DeskPageProps) {
  const lang = await pageLanguage(props);
  const desk = await enterDesk(lang, "/desk/review", "read-drafts");
  const { review: words } = messages(lang).desk;
  const queue = listQueue(getDeskDatabase(), desk.user);
  return (
    <DeskFrame desk={desk} path="/desk/review" section="review" told={await props.searchParams}>
      <h1>{words.heading}</h1>
      <p className="lead">{words.lead}</p>
      <Doubts desk={desk} />
      <h2 id="queue">{fill(words.queue, { n: formatCount(queue.length, lang) })}</h2>
      {queue.length === 0 ? (
        <p className="note">{words.none}</p>
      ) : (
        <Queue items={queue.slice(0, MOST_SHOWN)} lang={lang} />
      )}
      {queue.length > MOST_SHOWN ? (
        <p className="small soft">{fill(words.shown, { n: MOST_SHOWN })}</p>
      ) : null}
      {may(desk.user.role, "publish") ? <DecisionsForm desk={desk} /> : null}
    </DeskFrame>
  );
}

/** Reports of which it is uncertain whose they are stand in their batches. */
function Doubts({ desk }: { readonly desk: Desk }) {
  const { lang, user } = desk;
  const { review: words } = messages(lang).desk;
  const open = listBatches(getDeskDatabase(), user).filter(
    ({ state, counts }) => state === "open" && counts.doubts > 0,
  );
  if (open.length === 0) return null;
  const n = open.reduce((sum, { counts }) => sum + counts.doubts, 0);
  return (
    <div className="note warning">
      <p>{fill(words.doubts, { n })}</p>
      <ul>
        {open.map(({ key, name }) => (
          <li key={key}>
            <a href={href(lang, `/desk/batches/${key}?show=doubts`)}>{name}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Queue({ items, lang }: { readonly items: readonly QueueItem[]; readonly lang: Language }) {
  const { desk, frame } = messages(lang);
  const { review: words } = desk;
  return (
    <ScrollRegion name={words.heading} lang={lang}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.columns.report}</th>
            <th scope="col">{words.columns.reasons}</th>
            <th scope="col">{words.columns.last}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.report}>
              <th scope="row">
                <a href={href(lang, itemPage({ report: String(item.report) }))}>
                  {(lang === "en" ? item.agencyNameEn : null) ?? item.agencyNameZh} {item.year} ·{" "}
                  {frame.scope[item.scope]}
                </a>
              </th>
              <td>{reasonsOf(item, lang).join(desk.batch.separator)}</td>
              <td>{item.reviewed === undefined ? null : words.verdicts[item.reviewed.verdict]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const REASONS = ["due", "questions", "unread", "failed", "unsure", "pending"] as const;

/** Why a report stands in the queue. */
function reasonsOf(item: QueueItem, lang: Language): string[] {
  const { reasons: words } = messages(lang).desk.review;
  const counted = REASONS.filter((one) => item[one] > 0).map((one) => fill(words[one], { n: item[one] }));
  return item.awaits ? [words.awaits, ...counted] : counted;
}
