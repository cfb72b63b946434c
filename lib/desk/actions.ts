/** What the audit trail records. */
export const ACTIONS = [
  "signed-in",
  "sign-in-refused",
  "signed-out",
  "user-added",
  "user-changed",
  "password-changed",
  "sessions-ended",
  "batch-opened",
  "file-received",
  "file-refused",
  "identity-decided",
  "report-left-out",
  "batch-withdrawn",
  "release-made",
  "report-reviewed",
  "correction-proposed",
  "correction-discarded",
  "cell-judged",
  "explanation-entered",
  "explanation-withdrawn",
  "explanation-discarded",
  "question-looked-at",
  "question-answered",
  "question-reopened",
] as const;

export type Action = (typeof ACTIONS)[number];
