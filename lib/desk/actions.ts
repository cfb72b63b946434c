/** What the audit trail records. */
export const ACTIONS = [
  "signed-in",
  "sign-in-refused",
  "signed-out",
  "user-added",
  "user-changed",
  "password-changed",
  "sessions-ended",
] as const;

export type Action = (typeof ACTIONS)[number];
