/** Whether every year has the day: a deadline falls on it in each of them. */
export function isDayOfEveryYear(month: number, day: number): boolean {
  const date = new Date(Date.UTC(2023, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
