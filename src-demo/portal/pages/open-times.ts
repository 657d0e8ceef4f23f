import { blockedTimes } from '../../../src-shared/domain/blocked-time.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import type { PracticeSection, SectionValue } from '../../../src-shared/domain/practice-sections.ts';
import { freeSlots } from '../../../src-shared/domain/slots.ts';
import {
  addDays,
  dayBounds,
  isPlainDate,
  type PlainDate,
  plainDateOf,
} from '../../../src-shared/domain/time.ts';
import { formatDate, formatTime } from '../../../src-shared/text/en/practice-times.ts';
import { html, type Markup } from '../../html.ts';
import type { ResourceStore } from '../store.ts';
import type { Visit } from './actions.ts';
import type { PortalPractice } from './layout.ts';
import { busyTimesOf } from './portal-data.ts';
import { savedSection } from './saved-section.ts';

/** How many days are looked through at a time. */
export const DAYS = 7;
/** How far apart the times begin that are offered, in minutes. */
const STEP = 30;

/** The times that are open on a day. */
export interface Day {
  readonly date: PlainDate;
  /** Instants. */
  readonly starts: readonly number[];
}

/** What a time is looked for. */
export interface TimesWanted {
  readonly providerId: string;
  readonly minutes: number;
  readonly from: PlainDate;
  /** Appointments that are in nobody's way: they make room for what is asked. */
  readonly exceptIds?: readonly string[];
}

type Rules = Pick<PracticeRules, 'practice' | 'visitTypes' | 'blocks'>;

/** Hours, closed days, types and blocked time as desks last saved them; what cannot be read is as the clinic began. */
export function rulesOf(store: ResourceStore, practice: PortalPractice): Rules {
  const begun = practice.rules?.(store.filledAt ?? store.now()) ?? {
    ...defaultRules,
    practice: { ...defaultRules.practice, zone: practice.zone },
  };
  const saved = (section: PracticeSection): SectionValue => {
    const found = savedSection(store, section);
    return found === null || found === 'unreadable' ? {} : found;
  };
  return {
    practice: saved('practice').practice ?? begun.practice,
    visitTypes: saved('visitTypes').visitTypes ?? begun.visitTypes,
    blocks: saved('blocked').blocks ?? begun.blocks,
  };
}

/** The day somebody looks from, as it was typed: today at the earliest. */
export function dayFrom(typed: string | null, { store, practice }: Visit): PlainDate {
  const today = plainDateOf(store.now(), practice.zone);
  return typed !== null && isPlainDate(typed) && typed > today ? typed : today;
}

/** When the provider could see the patient, in the days from that one on. The patient's own visits are in the way, too: nobody is in two places. */
export function openDays(
  { store, practice, patient }: Visit,
  { providerId, minutes, from, exceptIds = [] }: TimesWanted,
): Day[] {
  const { practice: rules, blocks } = rulesOf(store, practice);
  const span = {
    from: dayBounds(from, rules.zone).from,
    to: dayBounds(addDays(from, DAYS - 1), rules.zone).to,
  };
  const appointments = [
    ...busyTimesOf(store, 'practitioner', `Practitioner/${providerId}`, span),
    ...busyTimesOf(store, 'patient', `Patient/${patient.id}`, span),
    ...blockedTimes(blocks, span, [providerId], rules.zone).map(({ blockId: id, start, end }) => ({
      id,
      start,
      end,
    })),
  ].map((one) => ({ ...one, practitionerId: providerId, status: 'booked' as const }));
  return Array.from({ length: DAYS }, (_, index) => addDays(from, index)).map((date) => ({
    date,
    starts: freeSlots({
      practice: rules,
      date,
      practitionerId: providerId,
      minutes,
      stepMinutes: STEP,
      appointments,
      exceptIds,
      now: store.now() + 1,
    }).map(({ start }) => start),
  }));
}

/** The open times to choose one from, and the way to later ones. `later`: the page that has them. */
export function timesToChoose({ zone }: PortalPractice, days: readonly Day[], later: string): Markup {
  const open = days.filter(({ starts }) => starts.length > 0);
  const laterLink = html`<p><a href="${later}">Later times</a></p>`;
  const [first] = days;
  if (open.length === 0)
    return html`<p>None in the week from ${formatDate(dayBounds(first?.date ?? '', zone).from, zone)}.</p>${laterLink}`;
  return html`${open.map(
    ({ starts }) => html`<fieldset class="times"><legend>${formatDate(starts[0] ?? 0, zone)}</legend>
${starts.map(
  (start) =>
    html`<label><input type="radio" name="start" value="${start}" required> ${formatTime(start, zone)}</label>`,
)}</fieldset>`,
  )}
${laterLink}
<p class="muted">Times are the practice’s own (${zone}).</p>`;
}
