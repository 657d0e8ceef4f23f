/** An instant: milliseconds since the Unix epoch, UTC. */
export type EpochMs = number;
/** A length of time in whole minutes. */
export type Minutes = number;
/** An IANA time zone name such as `America/Chicago`. */
export type ZoneId = string;
/** A calendar date in the clinic's zone, `YYYY-MM-DD`. */
export type PlainDate = string;
/** A wall-clock time in the clinic's zone, `HH:MM`, 24 hours. */
export type PlainTime = string;
