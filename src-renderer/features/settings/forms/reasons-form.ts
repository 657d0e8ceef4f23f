import type { Reasons } from '../../../../src-shared/domain/practice.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { type Checked, checked, checkLength, type Problem } from './checks.ts';
import { type Row, withKeys } from './rows.ts';

export type ReasonListId = keyof Reasons;
export const REASON_LISTS: readonly ReasonListId[] = ['change', 'cancel', 'deny'];

/** The code of the reason that is always last and asks for words of its own. */
const OTHER = 'other';
/** With “Other”, 50 in all. */
export const MOST_REASONS = 49;

export interface ReasonRow extends Row {
  /** Empty for one that was never saved: it gets a code from its words. */
  readonly code: string;
  readonly text: string;
}

/** The three lists as typed, each without “Other”: that one is always there and always last. */
export type ReasonsForm = Readonly<Record<ReasonListId, readonly ReasonRow[]>>;

const withoutOther = (list: Reasons[ReasonListId]): ReasonRow[] =>
  withKeys(list.filter(({ code }) => code !== OTHER));

export const reasonsForm = (reasons: Reasons): ReasonsForm => ({
  change: withoutOther(reasons.change),
  cancel: withoutOther(reasons.cancel),
  deny: withoutOther(reasons.deny),
});

export const reasonField = (list: ReasonListId, key: number): string => `reason-${list}-${key}`;

/** A code made of the words: small Latin letters, digits and hyphens, unlike any in `taken`. */
export const reasonCode = (text: string, taken: ReadonlySet<string>): string => {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80);
  const base = words === '' ? 'reason' : words;
  let code = base;
  for (let n = 2; taken.has(code); n += 1) code = `${base}-${n}`;
  return code;
};

const readList = (id: ReasonListId, rows: readonly ReasonRow[], stored: Reasons, problems: Problem[]) => {
  const taken = new Set([OTHER, ...rows.map(({ code }) => code)]);
  const seen = new Set<string>();
  const other = stored[id].find(({ code }) => code === OTHER) ?? {
    code: OTHER,
    text: t.settings.reasonsText.other,
  };
  // It is stored in the language of whoever saved it first.
  const others = [other.text, t.settings.reasonsText.other].map((text) => text.toLowerCase());
  const list = rows.map((row) => {
    const field = reasonField(id, row.key);
    const text = row.text.trim();
    const folded = text.toLowerCase();
    if (text === '') problems.push({ field, text: t.settings.problemText.reasonEmpty });
    else if (others.includes(folded)) problems.push({ field, text: t.settings.problemText.reasonOther });
    else if (seen.has(folded)) problems.push({ field, text: t.settings.problemText.reasonTwice });
    checkLength(problems, field, text, 200);
    seen.add(folded);
    const code = row.code === '' ? reasonCode(text, taken) : row.code;
    taken.add(code);
    return { code, text };
  });
  return [...list, other];
};

/** Reads the lists; `stored` supplies each list's “Other”. */
export const readReasons = (form: ReasonsForm, stored: Reasons): Checked<Reasons> => {
  const problems: Problem[] = [];
  const value = {
    change: readList('change', form.change, stored, problems),
    cancel: readList('cancel', form.cancel, stored, problems),
    deny: readList('deny', form.deny, stored, problems),
  };
  return checked(value, problems);
};
