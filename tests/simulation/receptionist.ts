import { qb } from '../../src-main/db/db.ts';
import { proposedIdsIn } from '../../src-main/db/queries/requests.ts';
import type { Changes } from '../../src-shared/domain/changes.ts';
import { COMMANDS } from '../../src-shared/domain/command-rules.ts';
import type { DeskCommand } from '../../src-shared/domain/commands.ts';
import { aboutRequest, EMPTY_DRAFT } from '../../src-shared/domain/draft.ts';
import { MOST_PROPOSED, type VisitSlot } from '../../src-shared/domain/request.ts';
import type { ScheduleCommand } from '../../src-shared/domain/schedule-command.ts';
import type { CommandInput } from '../../src-shared/ipc/contract.ts';
import { PATIENTS, slotOf } from './clinic.ts';
import type { Look, SimDesk } from './desk.ts';
import type { Place, Step } from './history.ts';
import { newOverlaps, type Overlaps, overlapsAt } from './overlaps.ts';
import { pickOf } from './pick.ts';
import { createTypedWords, type TypedWords } from './typed.ts';

/** A decision a desk has said yes to. */
export interface Acknowledged {
  readonly desk: number;
  readonly outboxId: string;
  readonly command: string;
  undone: boolean;
}

/** What is done at a desk. */
type DeskStep = Extract<Step, { readonly do: 'decide' | 'schedule' | 'offer' | 'undo' | 'type' | 'open' }>;

/** A desk as whoever sits at it has it before them. */
export interface Seat {
  readonly name: string;
  /** What the desk shows. */
  db(): Look;
  /** The answer of a command of the window; null where the power went and nobody answers. */
  readonly ask: SimDesk['ask'];
}

/** Whoever sits at a desk, and what they remember. */
export interface Receptionist extends Seat {
  readonly words: TypedWords;
  /** The double bookings they have asked for all the same (`Overlaps.pairs`), and with which decision, where they heard its answer. */
  readonly confirmed: ReadonlyMap<string, string | null>;
  perform(step: DeskStep): Promise<void>;
}

const WORDS = { reasonCode: 'clinic-closed', reasonText: 'Clinic closed', message: '' };
const MOST_OFFERED = 3;
const MOST_HOURS = 12;
const OVERRIDE = { override: { reason: 'asked for it' } };

export function createReceptionist(
  index: number,
  desk: Seat,
  acknowledged: Acknowledged[],
  /** What no desk may do. */
  seen: (what: string) => void,
): Receptionist {
  const words = createTypedWords();
  const confirmed = new Map<string, string | null>();
  let typedSoFar = 0;
  let offeredSoFar = 0;

  const { ask } = desk;

  /** Whether it was given. */
  async function decide(decision: CommandInput<'decisions.decide'>): Promise<boolean> {
    const { command } = decision;
    const before = overlapsAt(desk);
    const openBefore = unresolved();
    const answer = await ask('decisions.decide', decision);
    if ('override' in command) noteConfirmed(before, answer);
    const about = decision.on === 'request' ? aboutRequest(decision.id) : null;
    if (answer === null) {
      if (about) words.unsure(about);
      else for (const id of openBefore) words.unsure(aboutRequest(id));
      return false;
    }
    if (!answer.ok || answer.value.outboxId === null) return false;
    const { outboxId, requestId } = answer.value;
    acknowledged.push({ desk: index, outboxId, command: command.type, undone: false });
    if (requestId !== null && COMMANDS[command.type].settles) words.sent(aboutRequest(requestId), outboxId);
    if (!('override' in command) && COMMANDS[command.type].takes !== null)
      for (const overlap of newOverlaps(before, overlapsAt(desk), decidedAbout(outboxId)))
        seen(`${desk.name} gave a time to two patients without a word: ${command.type} ${overlap}`);
    return true;
  }

  /** Also where the power went, and nobody knows whether it came about. What was read meanwhile is no matter of the decision. */
  function noteConfirmed(
    before: Overlaps,
    answer: Awaited<ReturnType<typeof ask<'decisions.decide'>>>,
  ): void {
    if (answer !== null && (!answer.ok || answer.value.outboxId === null)) return;
    const outboxId = answer?.value.outboxId ?? null;
    const about = outboxId === null ? null : decidedAbout(outboxId);
    for (const [pair, places] of overlapsAt(desk).pairs) {
      const isOurs = about === null || places.some((one) => about.includes(one.split(' ')[0] ?? ''));
      if (!before.pairs.has(pair) && isOurs) confirmed.set(pair, outboxId);
    }
  }

  function decidedAbout(outboxId: string): string[] {
    const row = desk.db().get(qb.selectFrom('outbox').select('changes_json').where('id', '=', outboxId));
    const { appointments } = JSON.parse(row?.changes_json ?? '{"appointments":[]}') as Pick<
      Changes,
      'appointments'
    >;
    return appointments.map(({ id }) => id);
  }

  const unresolved = (): string[] =>
    desk
      .db()
      .all(qb.selectFrom('request').select('id').where('state', '<>', 'resolved').orderBy('id'))
      .map(({ id }) => id);

  async function type(pick: number, discard: boolean): Promise<void> {
    const id = pickOf(unresolved(), pick);
    if (id === undefined) return;
    const subject = aboutRequest(id);
    typedSoFar += 1;
    const message = `words ${typedSoFar}`;
    const draft = discard ? null : { ...EMPTY_DRAFT, message };
    const answer = await ask('drafts.save', { subject, draft });
    if (answer === null) words.unsure(subject);
    else if (answer.ok && discard) words.discarded(subject);
    else if (answer.ok) words.typed(subject, message);
  }

  /** To those who ask for another time, from the one that is picked on. */
  async function offer({ pick, place }: Extract<Step, { readonly do: 'offer' }>): Promise<void> {
    const asking = desk
      .db()
      .all(
        qb
          .selectFrom('request')
          .select('id')
          .where('state', '=', 'open')
          .where('kind', '=', 'reschedule')
          .orderBy('id'),
      );
    const from = asking.length === 0 ? 0 : pick % asking.length;
    const several = [...asking.slice(from), ...asking.slice(0, from)].slice(0, MOST_OFFERED);
    if (several.length < 2) return;
    offeredSoFar += 1;
    const shared = { offer: `${desk.name}, ${offeredSoFar}`, others: several.length - 1 };
    const [first, ...others] = several;
    const propose = (id: string, at: Place): Promise<boolean> =>
      decide({
        on: 'request',
        id,
        command: { type: 'propose', slots: [slotOf(at)], words: WORDS, shared },
      });
    // From the time that is drawn on the first that is free.
    for (let later = 0; first !== undefined && later < MOST_HOURS; later += 1) {
      const at = { ...place, hour: (place.hour + later) % MOST_HOURS };
      if (!(await propose(first.id, at))) continue;
      for (const { id } of others) await propose(id, at);
      return;
    }
  }

  return {
    ...desk,
    words,
    confirmed,
    async perform(step) {
      switch (step.do) {
        case 'decide': {
          const command = onRequest(desk, step);
          if (command) await decide(command);
          return;
        }
        case 'schedule': {
          const command = onSchedule(desk, step);
          if (command) await decide({ on: 'schedule', command });
          return;
        }
        case 'offer':
          return offer(step);
        case 'undo': {
          const last = acknowledged.findLast((one) => one.desk === index && !one.undone);
          if (!last) return;
          const answer = await ask('decisions.undo', { outboxId: last.outboxId });
          if (answer?.ok) last.undone = true;
          return;
        }
        case 'open': {
          const id = step.close ? undefined : pickOf(unresolved(), step.pick);
          await ask('requests.workOn', { ids: id === undefined ? [] : [id] });
          return;
        }
        case 'type':
          return type(step.pick, step.discard);
      }
    },
  };
}

/** What is usually possible about a request, as the desk shows it. */
function commandsFor(kind: string, state: string): readonly DeskCommand['type'][] {
  if (state !== 'open') return ['withdraw-proposal', 'record-answer', 'resend-email', 'propose', 'update'];
  if (kind === 'new') return ['approve', 'approve', 'deny', 'propose', 'update'];
  return kind === 'cancel'
    ? ['approve', 'keep', 'propose', 'update', 'cancel-appointment']
    : ['approve', 'deny', 'propose', 'propose', 'update', 'cancel-appointment'];
}

function onRequest(
  desk: Pick<Seat, 'db'>,
  { pick, choice, place, override }: Extract<Step, { readonly do: 'decide' }>,
): CommandInput<'decisions.decide'> | null {
  const open = desk
    .db()
    .all(
      qb
        .selectFrom('request')
        .select(['id', 'kind', 'state', 'proposal_appointment_ids'])
        .where('state', '<>', 'resolved')
        .orderBy('id'),
    );
  const request = pickOf(open, pick);
  if (!request) return null;
  const type = pickOf(commandsFor(request.kind, request.state), choice);
  const taking = { words: WORDS, ...(override ? OVERRIDE : {}) };
  const command = ((): DeskCommand => {
    switch (type) {
      case 'propose':
        return { type, slots: timesFrom(place, 1 + ((pick + place.hour) % MOST_PROPOSED)), ...taking };
      case 'update':
        return { type, slot: slotOf(place), ...taking };
      case 'approve':
        return { type, ...taking };
      case 'record-answer':
        return choice % 2 === 0
          ? { type, answer: 'accepted', ...whichOf(proposedIdsIn(request), pick) }
          : { type, answer: 'declined' };
      case 'deny':
      case 'keep':
      case 'cancel-appointment':
      case 'withdraw-proposal':
        return { type, words: WORDS };
      default:
        return { type: 'resend-email' };
    }
  })();
  return { on: 'request', id: request.id, command };
}

/** So many times one after the other. */
const timesFrom = (place: Place, count: number): VisitSlot[] =>
  Array.from({ length: count }, (_, index) => slotOf({ ...place, hour: place.hour + index }));

/** Which of several proposed times is accepted: whoever is asked says so. */
function whichOf(ids: readonly string[], pick: number): { readonly appointmentId?: string } {
  const appointmentId = ids.length > 1 ? pickOf(ids, pick) : undefined;
  return appointmentId === undefined ? {} : { appointmentId };
}

const ON_SCHEDULE = ['book', 'update', 'update', 'cancel-appointment', 'set-status'] as const;

function onSchedule(
  desk: Pick<Seat, 'db'>,
  { pick, choice, place, override }: Extract<Step, { readonly do: 'schedule' }>,
): ScheduleCommand | null {
  const type = pickOf(ON_SCHEDULE, choice) ?? 'book';
  const taking = { slot: slotOf(place), notify: true, ...(override ? OVERRIDE : {}) };
  if (type === 'book')
    return { type, patientId: pickOf(PATIENTS, pick) ?? PATIENTS[0], message: '', ...taking };
  const shown = desk
    .db()
    .all(qb.selectFrom('appointment').select('id').where('status', '=', 'booked').orderBy('id'));
  const appointmentId = pickOf(shown, pick)?.id;
  if (appointmentId === undefined) return null;
  if (type === 'update') return { type, appointmentId, words: WORDS, ...taking };
  if (type === 'set-status') return { type, appointmentId, status: 'checked-in' };
  return { type, appointmentId, words: WORDS, notify: true };
}
