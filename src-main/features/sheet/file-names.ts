import { addDays, isPlainDate, type PlainDate } from '../../../src-shared/domain/time.ts';

/** So many days' files stay in the folder, today's included. */
const KEPT_DAYS = 7;

/** A finished file, or one whose writing was broken off (`….new`). */
const OURS = /^reslot-(\d{4}-\d{2}-\d{2})\.(html|pdf)(?:\.[0-9a-f-]+\.new)?$/;

/** The files of a day: each write replaces the ones before it. */
export const fileNames = (today: PlainDate): { readonly html: string; readonly pdf: string } => ({
  html: `reslot-${today}.html`,
  pdf: `reslot-${today}.pdf`,
});

/** Those of `names` that are sheets from more than `KEPT_DAYS` days ago. Nothing that is not named like ours is one. */
export function outdated(names: readonly string[], today: PlainDate): string[] {
  const oldest = addDays(today, 1 - KEPT_DAYS);
  return names.filter((name) => {
    const date = OURS.exec(name)?.[1];
    return date !== undefined && isPlainDate(date) && date < oldest;
  });
}
