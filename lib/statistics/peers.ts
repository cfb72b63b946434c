import type { PeerGroup } from "../catalog/schema.ts";

/** Agencies that can fairly be set beside one another: pure over what is known of each. */

/** What is known of an agency; what is not known puts it into no group that asks for it. */
export interface PeerAgency {
  readonly id: string;
  readonly kind?: string | null;
  readonly level?: string | null;
  /** Division code of six digits. */
  readonly region?: string | null;
  /** Id of the agency above it in its place. */
  readonly parent?: string | null;
  /** Line of work: education, taxes, trade unions. */
  readonly line?: string | null;
  /** Cases of the year compared (received and carried in); `null` where not reported. */
  readonly volume?: number | null;
}

type Criterion = PeerGroup["criteria"][number];

export interface Peers<Agency extends PeerAgency = PeerAgency> {
  readonly group: PeerGroup;
  /** In the order given, the subject among them. */
  readonly members: readonly Agency[];
  /** Agencies of which it is not known whether they belong. */
  readonly unknown: number;
}

/** Whether an agency meets a criterion with the subject; `undefined` where the agency's side is not known. */
function meets(criterion: Criterion, subject: PeerAgency, other: PeerAgency): boolean | undefined {
  switch (criterion.by) {
    case "region": {
      const [own, its] = [subject.region, other.region];
      return its ? its.slice(0, criterion.digits) === own?.slice(0, criterion.digits) : undefined;
    }
    case "volume": {
      const [own, its] = [subject.volume ?? null, other.volume ?? null];
      if (its === null || own === null) return undefined;
      return its <= own * criterion.factor && own <= its * criterion.factor;
    }
    default:
      return other[criterion.by] ? other[criterion.by] === subject[criterion.by] : undefined;
  }
}

/** Whether the group can be formed around the subject: all it asks for is known of it. */
export function hasPeers(subject: PeerAgency, group: PeerGroup): boolean {
  return group.criteria.every(({ by }) => {
    const known = subject[by];
    return known !== undefined && known !== null && known !== "";
  });
}

/**
 * The agencies of a group around the subject, itself included. `undefined` where the group cannot be formed around it,
 * since something it asks for is not known of the subject.
 */
export function findPeers<Agency extends PeerAgency>(
  subject: PeerAgency,
  agencies: readonly Agency[],
  group: PeerGroup,
): Peers<Agency> | undefined {
  if (!hasPeers(subject, group)) return undefined;
  const members: Agency[] = [];
  let unknown = 0;
  for (const agency of agencies) {
    if (agency.id === subject.id) {
      members.push(agency);
      continue;
    }
    const answers = group.criteria.map((criterion) => meets(criterion, subject, agency));
    if (answers.includes(false)) continue;
    if (answers.includes(undefined)) unknown += 1;
    else members.push(agency);
  }
  return { group, members, unknown };
}
