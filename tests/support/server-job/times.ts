const HALF_HOUR = 30 * 60_000;

/** A visit of half an hour from `start` on, as FHIR puts it. */
export const times = (start: number) => ({
  start: new Date(start).toISOString(),
  end: new Date(start + HALF_HOUR).toISOString(),
});

/** The same with whom and where. */
export const slotOf = (practitionerId: string, locationId: string | null, start: number) => ({
  practitionerId,
  locationId,
  type: { code: 'follow-up', display: 'Follow-up' },
  start,
  end: start + HALF_HOUR,
});

/** The `n`th working day from in a week on, at 16:00 UTC: in the morning where the practice is. */
export function workingDay(now: number, n: number): number {
  const DAY = 86_400_000;
  let day = now - (now % DAY) + 7 * DAY;
  for (let left = n; ; day += DAY) {
    if ([0, 6].includes(new Date(day).getUTCDay())) continue;
    if (left === 0) return day + 16 * 3_600_000;
    left -= 1;
  }
}
