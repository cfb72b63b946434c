/** Files of the browser on their way to the server. Runs in the browser. */

export interface ChosenFile {
  readonly file: File;
  /** With the folders it was chosen in. */
  readonly path: string;
}

export function listFolder(files: FileList | null): ChosenFile[] {
  return [...(files ?? [])].map((file) => ({ file, path: file.webkitRelativePath || file.name }));
}

const readEntries = (reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> =>
  new Promise((done, failed) => reader.readEntries(done, failed));

async function listEntry(entry: FileSystemEntry): Promise<ChosenFile[]> {
  const path = entry.fullPath.replace(/^\//, "");
  if (entry.isFile) {
    const file = await new Promise<File>((done, failed) => (entry as FileSystemFileEntry).file(done, failed));
    return [{ file, path }];
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: ChosenFile[] = [];
  // A reader gives a hundred at a time.
  for (let some = await readEntries(reader); some.length > 0; some = await readEntries(reader))
    for (const inner of some) found.push(...(await listEntry(inner)));
  return found;
}

/** What was dropped, folders with all that is in them. */
export async function listDropped({ items, files }: DataTransfer): Promise<ChosenFile[]> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
  if (entries.length === 0) return [...files].map((file) => ({ file, path: file.name }));
  return (await Promise.all(entries.map(listEntry))).flat();
}

export type Sent = { readonly state: "sent" | "ended" } | { readonly state: "failed"; readonly why?: string };

const UNAUTHORIZED = 401;

/** `ended` where the session has ended: nothing is wrong with the file. */
export function sendFile(
  address: string,
  token: string,
  { file, path }: ChosenFile,
  onShare: (share: number) => void,
): Promise<Sent> {
  const form = new FormData();
  form.append("token", token);
  form.append("path", path);
  form.append("file", file, file.name);
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open("POST", address);
    request.setRequestHeader("accept", "application/json");
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
    request.onerror = () => done({ state: "failed" });
    request.onload = () => {
      const { status, response } = request;
      const why: string | undefined = response?.error?.message;
      if (status === 200) done({ state: "sent" });
      else if (status === UNAUTHORIZED) done({ state: "ended" });
      else done({ state: "failed", ...(why === undefined ? {} : { why }) });
    };
    request.send(form);
  });
}
