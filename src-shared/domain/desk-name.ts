import { z } from 'zod';
import type { Infer } from '../infer.ts';

/** In UTF-16 code units. */
export const DESK_NAME_LIMIT = 40;

/** Control characters, line breaks, and what turns the direction of the text around it. */
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const ALL_UNPRINTABLE = new RegExp(UNPRINTABLE.source, 'gu');
const SOMETHING_TO_SEE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** A name of one line that people can read, of so many UTF-16 code units at most. */
export function shortName(limit: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(limit)
    .refine((name) => name.isWellFormed() && !UNPRINTABLE.test(name) && SOMETHING_TO_SEE.test(name));
}

/**
 * How people call a desk: on other desks' screens, in the portal and on the record. For people alone: two desks may have the same, and
 * are told apart by their ids.
 */
export const deskName = shortName(DESK_NAME_LIMIT);
export type DeskName = Infer<typeof deskName>;

/** A new desk's name, from what its computer is called (`frontdesk-2.clinic.local`); null where that says nothing. */
export function deskNameOf(hostName: string): DeskName | null {
  const label = hostName.split('.')[0] ?? '';
  const read = deskName.safeParse(label.slice(0, DESK_NAME_LIMIT).toWellFormed());
  return read.success && !/^localhost|^\d+$/i.test(read.data) ? read.data : null;
}

/** A desk's name as another wrote it, for the screen: one line, not too long. Null where nothing of it can be shown. */
export function nameOfOther(written: unknown): DeskName | null {
  if (typeof written !== 'string') return null;
  const line = written.slice(0, 1000).replace(ALL_UNPRINTABLE, ' ').replace(/\s+/gu, ' ').trim();
  const cut = [...line].reduce((name, c) => (name.length + c.length > DESK_NAME_LIMIT ? name : name + c), '');
  const read = deskName.safeParse(cut.toWellFormed());
  return read.success ? read.data : null;
}
