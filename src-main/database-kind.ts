/** Whose data a database holds: it is marked so from its first transaction on, and never as the other afterwards. */
export type DatabaseKind = 'clinic' | 'demo';

/** SQLite's `application_id` (https://www.sqlite.org/fileformat2.html#application_id): "RSCL" and "RSDM". */
export const APPLICATION_IDS: Readonly<Record<DatabaseKind, number>> = {
  clinic: 0x52_53_43_4c,
  demo: 0x52_53_44_4d,
};

/** Whose data an `application_id` marks; `null` for any other. */
export function kindOf(applicationId: number): DatabaseKind | null {
  if (applicationId === APPLICATION_IDS.clinic) return 'clinic';
  return applicationId === APPLICATION_IDS.demo ? 'demo' : null;
}
