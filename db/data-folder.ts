import { existsSync, renameSync } from "node:fs";

/**
 * A restore puts one folder in the place of another: two renames, between which a killed process leaves none. The old
 * data then lies beside under this name, and whoever opens the data next puts it back.
 */
export const asideOf = (dataFolder: string): string => `${dataFolder}.before-restore`;

export function bringBackData(dataFolder: string): void {
  const aside = asideOf(dataFolder);
  if (!existsSync(/*turbopackIgnore: true*/ dataFolder) && existsSync(/*turbopackIgnore: true*/ aside))
    renameSync(/*turbopackIgnore: true*/ aside, dataFolder);
}
