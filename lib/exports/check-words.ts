import type { CheckOperand, StoredFinding } from "../views.ts";

/** The anchor of a failed check on its report's page. */
export function checkAnchor({
  check = "",
  instance = "",
}: Pick<StoredFinding, "check" | "instance">): string {
  const parts = [check, ...instance.split("/")].filter((part) => part !== "");
  return `check-${parts.join("-").replace(/[^\w-]/g, "-")}`;
}

/** Which column or row of the form a check was made on, as printed there; empty where it is about the whole. */
export function instanceWords({
  operands,
}: {
  readonly operands: readonly Pick<CheckOperand, "label" | "memberLabel">[];
}): string {
  const shared = (part: "memberLabel" | "label"): string | undefined => {
    const [only, ...more] = new Set(operands.map((operand) => operand[part]));
    return more.length === 0 ? only : undefined;
  };
  return [shared("label")?.split("/").at(-1), shared("memberLabel")]
    .filter((part) => part !== undefined && part !== "")
    .join(" / ");
}
