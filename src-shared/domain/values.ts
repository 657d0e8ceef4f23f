/**
 * What the domain's types are made of. Instants are milliseconds since the Unix epoch (UTC); dates are `YYYY-MM-DD` and
 * times `HH:MM` in the clinic's zone.
 */
import { z } from 'zod';
import type { Infer } from '../infer.ts';

export const id = z.string().min(1).max(200);
export const instant = z.number().int();
/** An instant that has a date in every zone: within the years 1 to 9999. */
export const readableInstant = instant.min(-62_135_000_000_000).max(253_402_000_000_000);
export const plainDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** Of a date of birth as much as is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export const birthDate = z.string().regex(/^\d{4}(?:-\d{2}){0,2}$/);
export const plainTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
/** ISO 8601: 1 is Monday, 7 is Sunday. */
export const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
/** Why the practice does not open on a date: a closed day by the practice's own name, or the weekday, which never has hours. */
export const closure = z.union([z.string(), weekday]);
export type Closure = Infer<typeof closure>;
