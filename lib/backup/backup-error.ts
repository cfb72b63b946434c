export const BACKUP_PROBLEMS = [
  "no-data",
  "file-exists",
  "inside-data",
  "name-too-long",
  "not-a-backup",
  "truncated",
  "tampered",
  "strange-entry",
  "newer-format",
  "newer-schema",
  "database-damaged",
  "data-exists",
  "in-use",
  "mount-point",
] as const;
export type BackupProblem = (typeof BACKUP_PROBLEMS)[number];

/** Why a backup is not made or not restored; its sentence is the command line's. */
export class BackupError extends Error {
  readonly code: BackupProblem;
  readonly parameters: Readonly<Record<string, string | number>>;

  constructor(code: BackupProblem, parameters: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.code = code;
    this.parameters = parameters;
  }
}
