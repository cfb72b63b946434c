/** Who may do what at the desk. Each role may what those before it may. */

export const ROLES = ["reader", "editor", "publisher", "administrator"] as const;
export type Role = (typeof ROLES)[number];

/** What is done at the desk, with the first role that may. */
const LEAST_ROLE = {
  "read-drafts": "reader",
  edit: "editor",
  publish: "publisher",
  administer: "administrator",
} as const satisfies Readonly<Record<string, Role>>;

export type Permission = keyof typeof LEAST_ROLE;

export function may(role: Role, permission: Permission): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LEAST_ROLE[permission]);
}
