import { parseFrozen } from "./fingerprint.ts";

/** The state of the data that an address names: `release=3`, `data=57` or `data=57-0123456789ab`. */
export type StateAsked =
  | { readonly kind: "newest" }
  | { readonly kind: "release"; readonly number: number; readonly said: string }
  | { readonly kind: "version"; readonly version: number; readonly said: string }
  | { readonly kind: "unreadable"; readonly said: string };

type Given = string | readonly string[] | null | undefined;

const first = (given: Given): string => [given ?? []].flat().find((one) => one !== "") ?? "";

/** Reads the two parameters of an address; a release outweighs a version of the data. */
export function parseState({
  release,
  data,
}: {
  readonly release?: Given;
  readonly data?: Given;
}): StateAsked {
  const [number, version] = [first(release), first(data)];
  if (number !== "") {
    const said = `release=${number}`;
    return /^[1-9]\d{0,8}$/.test(number)
      ? { kind: "release", number: Number(number), said }
      : { kind: "unreadable", said };
  }
  if (version === "") return { kind: "newest" };
  const said = `data=${version}`;
  const frozen =
    parseFrozen(version)?.dataVersion ?? (/^\d{1,9}$/.test(version) ? Number(version) : undefined);
  return frozen === undefined ? { kind: "unreadable", said } : { kind: "version", version: frozen, said };
}

/** The state as an address carries it on; nothing for the newest one and for what names none. */
export function writeState(asked: StateAsked): string {
  return asked.kind === "release" || asked.kind === "version" ? asked.said : "";
}

/** The address with the state that it is to show. */
export function withState(path: string, query: string): string {
  return query === "" ? path : `${path}${path.includes("?") ? "&" : "?"}${query}`;
}
