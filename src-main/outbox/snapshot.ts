import type { Insertable } from 'kysely';
import { z } from 'zod';
import type { DraftSubject } from '../../src-shared/domain/draft.ts';
import { type Db, qb } from '../db/db.ts';
import { prepared } from '../db/prepared.ts';
import { draftRows } from '../db/queries/drafts.ts';
import { portalCopyVersion } from '../db/queries/portal-copies.ts';
import { isRemoved } from '../db/queries/users.ts';
import type { ConflictTable, DraftTable } from '../db/schema/outbox.ts';
import type { AppointmentTable, RequestTable } from '../db/schema/schedule.ts';
import { conflictsAbout } from './conflicts.ts';

/** The local rows a decision is about to change, as they stand; `null` for one that does not exist yet. */
export interface Snapshot {
  readonly request: RequestTable | null;
  /** What was typed for it; without `user_id` where an earlier version took it. */
  readonly drafts: readonly Insertable<DraftTable>[];
  readonly conflicts: readonly ConflictTable[];
  readonly appointments: readonly { readonly id: string; readonly row: AppointmentTable | null }[];
  /** The versions of the portal's copies at that moment: what tells whether the portal has moved on since. */
  readonly copies: readonly {
    readonly type: string;
    readonly id: string;
    readonly versionId: string | null;
  }[];
}

/** Of a decision that changes no row there was. */
export const EMPTY_SNAPSHOT: Snapshot = {
  request: null,
  drafts: [],
  conflicts: [],
  appointments: [],
  copies: [],
};

// Written by this file alone: the shape is checked, the columns are the tables' own.
const row = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);
/** `outbox.before_json`. */
export const snapshotSchema = z.object({
  request: row<RequestTable>().nullable(),
  drafts: z.array(row<Insertable<DraftTable>>()),
  conflicts: z.array(row<ConflictTable>()),
  appointments: z.array(z.object({ id: z.string(), row: row<AppointmentTable>().nullable() })),
  copies: z.array(z.object({ type: z.string(), id: z.string(), versionId: z.string().nullable() })),
});

/**
 * Of the request, if any, and of the appointments that change; of what was typed for the decision; where it
 * `settles` them, also of what is said of refused decisions. What a decision leaves alone goes on changing meanwhile, and is not taken back with it.
 */
export function takeSnapshot(
  db: Db,
  about: {
    readonly requestId: string | null;
    readonly appointmentId: string;
    readonly settles: boolean;
    readonly drafts: readonly DraftSubject[];
    /** Who decides: what somebody else has begun stays theirs. */
    readonly userId: string;
  },
  appointmentIds: readonly string[],
): Snapshot {
  const { requestId, appointmentId, settles } = about;
  const appointments = appointmentIds.map((id) => ({ id, row: appointmentRow(db, id) }));
  const copies = [
    ...(requestId === null ? [] : [{ type: 'Task', id: requestId }]),
    ...appointments.flatMap(({ row }) =>
      row?.portal_id ? [{ type: 'Appointment', id: row.portal_id }] : [],
    ),
  ].map((copy) => ({ ...copy, versionId: portalCopyVersion(db, copy.type, copy.id) }));
  return {
    request: (requestId === null ? undefined : requestRow(db, requestId)) ?? null,
    drafts: draftRows(db, about.drafts, about.userId),
    conflicts: settles ? conflictsAbout(db, { appointmentId, requestId }) : [],
    appointments,
    copies,
  };
}

const requestRow = (db: Db, id: string) => db.get(requestById({ id }));
const requestById = prepared((p: { readonly id: string }) =>
  qb.selectFrom('request').selectAll().where('id', '=', p.id),
);

/**
 * Makes the rows exactly what they were: those that did not exist are removed. Who has been assigned to the request since, and what
 * has been typed since, stays: neither was the decision's. Inside the caller's transaction.
 */
export function restoreSnapshot(db: Db, snapshot: Snapshot): void {
  const { request, conflicts } = snapshot;
  if (request) {
    const { patient_id: _, ...decided } = request;
    db.run(
      qb
        .insertInto('request')
        .values(request)
        .onConflict((on) => on.column('id').doUpdateSet(decided)),
    );
  }
  restoreDrafts(db, [snapshot]);
  for (const said of conflicts) db.run(qb.replaceInto('conflict').values(said));
  for (const { id, row } of snapshot.appointments) {
    if (row) restoreAppointment(db, row);
    else db.run(qb.deleteFrom('appointment').where('id', '=', id));
  }
}

/**
 * What was typed for decisions that fall together, given in the order in which they were made, comes back: of what was typed about
 * one thing the latest, and nothing where something newer has been typed since. What was typed by somebody who has been removed is nobody's.
 */
export function restoreDrafts(db: Db, fallen: readonly Pick<Snapshot, 'drafts'>[]): void {
  for (const draft of fallen.toReversed().flatMap(({ drafts }) => drafts))
    db.run(
      qb
        .insertInto('draft')
        .values(
          draft.user_id !== undefined && isRemoved(db, draft.user_id) ? { ...draft, user_id: '' } : draft,
        )
        .onConflict((on) => on.columns(['subject', 'user_id']).doNothing()),
    );
}

function restoreAppointment(db: Db, row: AppointmentTable): void {
  const { portal_id, ...rest } = row;
  db.run(
    qb
      .insertInto('appointment')
      .values(row)
      // An earlier decision may have reached the portal since and brought the FHIR id: that one stays.
      .onConflict((on) => on.column('id').doUpdateSet(portal_id === null ? rest : row)),
  );
}

/** True when a newer version of one of the resources has arrived since the snapshot was taken. */
export function portalMovedOn(db: Db, snapshot: Snapshot): boolean {
  return snapshot.copies.some((copy) => portalCopyVersion(db, copy.type, copy.id) !== copy.versionId);
}

function appointmentRow(db: Db, id: string): AppointmentTable | null {
  return db.get(appointmentById({ id })) ?? null;
}

const appointmentById = prepared((p: { readonly id: string }) =>
  qb.selectFrom('appointment').selectAll().where('id', '=', p.id),
);
