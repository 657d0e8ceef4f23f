/** The practice's settings in the sections in which they are saved, and shared by all desks, together. */
import { z } from 'zod';
import type { Infer } from '../infer.ts';
import { type PracticeRules, practiceRules } from './practice.ts';
import { rulesFault } from './rules-fault.ts';

/** Which section each rule belongs to: two people who change different sections do not meet. */
const SECTION_OF = {
  practice: 'practice',
  policy: 'policy',
  reasons: 'reasons',
  visitTypes: 'visitTypes',
  letters: 'letters',
  reminders: 'email',
  blocks: 'blocked',
  undoSeconds: 'times',
  proposalExpiryHours: 'times',
} as const satisfies { readonly [N in keyof PracticeRules]: string };

export type PracticeSection = (typeof SECTION_OF)[keyof PracticeRules];
/** A section's rules, by name. */
export const sectionValue = practiceRules.partial();
export type SectionValue = Infer<typeof sectionValue>;

const RULE_NAMES = Object.keys(SECTION_OF) as (keyof PracticeRules)[];
export const PRACTICE_SECTIONS: readonly PracticeSection[] = [...new Set(Object.values(SECTION_OF))];
export const practiceSection = z.enum(PRACTICE_SECTIONS);

export const isPracticeSection = (name: string): name is PracticeSection =>
  PRACTICE_SECTIONS.some((section) => section === name);

/**
 * The version of how a section's rules are written down. It rises with every change of their shape: a desk that does not know what a
 * field means cannot tell what the section says. A field that is only added may be left out where it says nothing; where it is there, a desk
 * that does not know it calls the section newer all the same (`readSection`), and where it is not, older desks go on reading.
 */
export const SECTION_SCHEMA = 1;

/** What `make` gives for each section, by name. */
export const eachSection = <T>(make: (section: PracticeSection) => T): Record<PracticeSection, T> => ({
  practice: make('practice'),
  policy: make('policy'),
  reasons: make('reasons'),
  visitTypes: make('visitTypes'),
  letters: make('letters'),
  email: make('email'),
  blocked: make('blocked'),
  times: make('times'),
});

const namesIn = (section: PracticeSection): (keyof PracticeRules)[] =>
  RULE_NAMES.filter((name) => SECTION_OF[name] === section);

/** Those of `rules` that belong to the section. */
export const sectionOf = (rules: SectionValue, section: PracticeSection): SectionValue =>
  Object.fromEntries(
    namesIn(section).flatMap((name) => (rules[name] === undefined ? [] : [[name, rules[name]]])),
  );

/** The sections of which `rules` holds something. */
export const sectionsIn = (rules: SectionValue): PracticeSection[] =>
  PRACTICE_SECTIONS.filter((section) => namesIn(section).some((name) => rules[name] !== undefined));

const schemas = eachSection((section): z.ZodType<SectionValue> => {
  const mask = Object.fromEntries(namesIn(section).map((name) => [name, true]));
  return practiceRules.pick(mask as { [N in keyof PracticeRules]?: true });
});

export type ReadSection =
  | { readonly ok: true; readonly value: SectionValue }
  /** `newer`: it holds fields that this version does not know. `broken`: it is none, or its values are out of range. */
  | { readonly ok: false; readonly why: 'newer' | 'broken' };

/** A section as another desk wrote it down. Nothing of it is left out or mended: it is read whole or not at all. */
export function readSection(section: PracticeSection, value: unknown): ReadSection {
  const parsed = schemas[section].safeParse(value);
  if (parsed.success)
    return rulesFault(parsed.data) === null ? { ok: true, value: parsed.data } : { ok: false, why: 'broken' };
  const isKnownBut = parsed.error.issues.every(({ code }) => code === 'unrecognized_keys');
  return { ok: false, why: isKnownBut ? 'newer' : 'broken' };
}
