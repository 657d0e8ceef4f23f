import { sql } from 'kysely';
import { historyDetail } from '../../../src-shared/domain/history.ts';
import { kindsAbout } from '../../../src-shared/domain/record-subject.ts';
import { dayBounds, type ZoneId } from '../../../src-shared/domain/time.ts';
import type { RecordFilter, RecordLine } from '../../../src-shared/ipc/record-views.ts';
import { actorWords, STORED_NAMES } from '../../../src-shared/text/stored-names.ts';
import { type Db, qb } from '../../db/db.ts';
import { matchingPatients, searchExpression } from '../../db/queries/patient-search.ts';
import { shownName } from '../../db/queries/shown-name.ts';
import type { Clock } from '../../ports.ts';
import { inTurns } from '../../timing/in-turns.ts';
import { standBackFor } from '../../timing/stand-back.ts';

/** A line with what is not shown of it: where the portal knows whom it is about, and the line's seal. */
export interface ReadLine extends RecordLine {
  readonly userId: string;
  readonly deskId: string;
  readonly patientId: string | null;
  readonly patientPortalId: string | null;
  readonly seal: string | null;
}

/** So many lines are looked at in one query: some milliseconds. */
const A_FEW = 500;

/**
 * The lines of the record that fit, the newest first, after the one with the number `before`: at most `most`. A turn at a time, as few of
 * very many may fit.
 */
export async function readRecord(
  db: Db,
  clock: Clock,
  filter: RecordFilter,
  { zone, before, most }: { readonly zone: ZoneId; readonly before: number | null; readonly most: number },
): Promise<ReadLine[]> {
  const found: ReadLine[] = [];
  const patients = patientsLike(db, filter.patient);
  const isBy = calledLike(filter.person);
  let below = before;
  await inTurns(clock, standBackFor(clock), (isOver) => {
    for (;;) {
      const ids = db.all(numbers(below));
      const [newest, oldest] = [ids.at(0)?.id, ids.at(-1)?.id];
      if (newest === undefined || oldest === undefined) return false;
      for (const row of db.all(linesOf(filter, zone, oldest, newest)))
        if (patients?.has(row.patient_id ?? '') !== false && isBy(row.user_name)) found.push(lineFrom(row));
      below = oldest;
      if (found.length >= most) return false;
      if (isOver()) return true;
    }
  });
  return found.slice(0, most);
}

/** Looked up once, not for each few lines; null for everybody. */
function patientsLike(db: Db, text: string): ReadonlySet<string> | null {
  if (text.trim() === '') return null;
  const ids = qb
    .selectFrom('patient')
    .select('id')
    .where(sql<boolean>`id in ${matchingPatients(searchExpression(text))}`);
  return new Set(db.all(ids).map(({ id }) => id));
}

/** The next lines, whatever they say. */
function numbers(below: number | null) {
  const lines = qb.selectFrom('history').select('id').orderBy('id', 'desc').limit(A_FEW);
  return below === null ? lines : lines.where('id', '<', below);
}

/** Whose it is: the line's own patient, else the request's, else the visit's. */
const ABOUT = sql<string>`coalesce(history.patient_id, request.patient_id, appointment.patient_id)`;

function linesOf(filter: RecordFilter, zone: ZoneId, oldest: number, newest: number) {
  let query = qb
    .selectFrom('history')
    .leftJoin('request', 'request.id', 'history.request_id')
    .leftJoin('appointment', 'appointment.id', 'history.appointment_id')
    .leftJoin('patient', (on) => on.on(sql<boolean>`patient.id = ${ABOUT}`))
    .select([
      'history.id',
      'history.at_ms',
      'history.user_id',
      'history.user_name',
      'history.desk_id',
      'history.desk_name',
      'history.kind',
      'history.detail_json',
      'history.seal',
      'patient.id as patient_id',
      'patient.name as patient_name',
      'patient.birth_date',
      'patient.portal_id',
    ])
    .where('history.id', '>=', oldest)
    .where('history.id', '<=', newest)
    .orderBy('history.id', 'desc');
  const { from, to, subject, person } = filter;
  if (from !== null) query = query.where('history.at_ms', '>=', dayBounds(from, zone).from);
  if (to !== null) query = query.where('history.at_ms', '<', dayBounds(to, zone).to);
  if (subject !== null) query = query.where('history.kind', 'in', kindsAbout(subject));
  if (person.trim() !== '')
    query = query.where((eb) =>
      eb.or([
        sql<boolean>`instr(lower(history.user_name), lower(${person.trim()})) > 0`,
        // Of other letters SQLite does not know the small ones: `calledLike` does.
        sql<boolean>`history.user_name glob '*[^ -~]*'`,
        eb('history.user_name', 'in', spokenAs(person.trim())),
      ]),
    );
  return query;
}

/** Whether a name, as it is stored, is that of a person who is looked for, whatever the case. */
function calledLike(person: string): (stored: string) => boolean {
  const folded = (text: string): string => text.normalize('NFKC').toLowerCase().trim();
  const sought = folded(person);
  return (stored) => [stored, actorWords(stored)].some((name) => folded(name).includes(sought));
}

/** What acts by itself stands there under names that are the same in every language: those that are said so in the one that is spoken. */
const spokenAs = (person: string): string[] =>
  Object.values(STORED_NAMES).filter((stored) =>
    actorWords(stored).toLowerCase().includes(person.toLowerCase()),
  );

type Row =
  ReturnType<ReturnType<typeof linesOf>['execute']> extends Promise<readonly (infer R)[]> ? R : never;

const lineFrom = (row: Row): ReadLine => ({
  id: row.id,
  at: row.at_ms,
  userId: row.user_id,
  userName: row.user_name,
  deskId: row.desk_id,
  deskName: row.desk_name,
  kind: row.kind,
  detail: historyDetail.parse(JSON.parse(row.detail_json)),
  patientId: row.patient_id,
  patientPortalId: row.portal_id,
  patient:
    row.patient_id === null ? null : { name: shownName(row.patient_name ?? ''), birthDate: row.birth_date },
  seal: row.seal,
});
