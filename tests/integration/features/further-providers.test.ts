import { describe, expect, test } from 'vitest';
import { qb } from '../../../src-main/db/db.ts';
import { saveAbsence } from '../../../src-main/db/queries/absences.ts';
import { saveFurtherProviders } from '../../../src-main/db/queries/further-providers.ts';
import { requestRows } from '../../../src-main/features/requests/row-view.ts';
import { findFreeSlots } from '../../../src-main/features/schedule/free-slots.ts';
import { findNextSlots } from '../../../src-main/features/schedule/next-slots.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import { MINUTE_MS } from '../../../src-shared/domain/time.ts';
import { at, buildSlot, buildWords, ORIGINAL_ID } from '../../support/domain.ts';
import { actor, openLocalDesk, rowsOf, seedAppointment, seedRequest } from '../../support/local-desk.ts';

interface Shared {
  readonly desk: ReturnType<typeof openLocalDesk>;
  readonly rules: PracticeRules;
}

describe('a visit that another provider has, too', () => {
  const FURTHER = 'practitioner-2';
  const thursday = at('2026-12-03', '09:00');
  const target = { start: thursday, end: thursday + 30 * MINUTE_MS };
  const command = {
    type: 'update',
    appointmentId: ORIGINAL_ID,
    slot: buildSlot(target),
    words: buildWords(),
    notify: true,
  } as const;

  /** A visit with a further provider, whose patient asks for that time. */
  function shared(rules: Partial<PracticeRules> = {}): Shared {
    const desk = openLocalDesk({ rules });
    const visit = seedAppointment(desk.db);
    saveFurtherProviders(desk.db, visit, [FURTHER]);
    seedRequest(desk.db, { requested: target, requestedStartText: null });
    return { desk, rules: { ...defaultRules, ...rules } };
  }
  const block = {
    id: 'block-1',
    practitionerId: FURTHER,
    reason: 'Rounds',
    date: '2026-12-03',
    from: '08:00',
    to: '12:00',
    weekly: null,
  };
  const away = ({ desk }: Shared) =>
    saveAbsence(desk.db, {
      id: 'absence-1',
      practitioner_id: FURTHER,
      start_ms: thursday,
      end_ms: target.end,
      created_ms: 0,
    });
  const own = [{ practitionerId: FURTHER, hours: [{ weekday: 4 as const, open: [] }] }];
  const ownHours = { practice: { ...defaultRules.practice, providerHours: own } };

  test.each<[string, () => Shared, object, object]>([
    [
      'is away',
      () => {
        const given = shared();
        away(given);
        return given;
      },
      { unavailable: [{ why: 'away', practitionerId: FURTHER }] },
      { code: 'unavailable', practitionerName: 'Dr. Ivan Petrov' },
    ],
    [
      'has their time blocked',
      () => shared({ blocks: [block] }),
      { unavailable: [{ why: 'blocked', practitionerId: FURTHER, reason: 'Rounds' }] },
      { code: 'unavailable', practitionerName: 'Dr. Ivan Petrov' },
    ],
    [
      'has no hours then',
      () => shared(ownHours),
      { outsideHours: true, hoursOf: FURTHER },
      { code: 'outside-hours', whose: 'Dr. Ivan Petrov' },
    ],
  ])(
    'is warned of where that one %s, on the row as well, and offered no such time',
    (_why, open, conflict, obstacle) => {
      const { desk, rules } = open();
      expect(desk.decisions.decide({ on: 'schedule', command }, actor)).toMatchObject({
        error: { code: 'time-conflict', conflict },
      });
      const rows = desk.db.all(qb.selectFrom('request').selectAll());
      const [row] = requestRows(desk.db, rows, { now: desk.clock.now(), rules });
      expect(row?.obstacles).toEqual(expect.arrayContaining([expect.objectContaining(obstacle)]));

      const { practitionerId } = buildSlot();
      const slots = (movingAppointmentId: string | null) => {
        const found = findFreeSlots(
          desk.db,
          { date: '2026-12-03', practitionerId, minutes: 30, movingAppointmentId },
          rules,
          desk.clock.now(),
        );
        return found.ok ? found.value.map(({ start }) => start) : [];
      };
      expect(slots(null)).toContain(thursday);
      expect(slots(command.appointmentId)).not.toContain(thursday);
      const next = findNextSlots(
        desk.db,
        {
          practitionerId,
          patientId: null,
          minutes: 30,
          from: '2026-12-03',
          like: { original: thursday, requested: thursday },
          movingAppointmentId: command.appointmentId,
        },
        rules,
        desk.clock.now(),
      );
      expect(next.ok && next.value.length > 0 && next.value.every(({ start }) => start !== thursday)).toBe(
        true,
      );

      const override = { reason: 'They know' };
      expect(
        desk.decisions.decide({ on: 'schedule', command: { ...command, override } }, actor),
      ).toMatchObject({
        ok: true,
      });
      const line = rowsOf(desk.db, 'history').find(({ kind }) => kind === 'decided');
      expect(String(line?.detail_json)).toContain('"overrideReason":"They know"');
    },
  );

  test('one of theirs alone is nobody else’s matter', () => {
    const desk = openLocalDesk({ rules: { blocks: [block] } });
    seedAppointment(desk.db);
    expect(desk.decisions.decide({ on: 'schedule', command }, actor)).toMatchObject({ ok: true });
  });
});
