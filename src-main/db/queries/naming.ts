import { type Db, qb } from '../db.ts';
import { prepared } from '../prepared.ts';
import type { Reference } from './origins.ts';
import { portalIdOfPatient } from './people.ts';

/** Whom a Task names. */
export interface Naming {
  readonly for: Reference | null;
  readonly requester: Reference | null;
}

/** Says whom the portal names with a request that is here. */
export function saveNaming(db: Db, requestId: string, naming: Naming): void {
  const { for: whom, requester } = naming;
  db.run(
    setNaming({
      requestId,
      forReference: whom?.reference ?? null,
      forName: whom?.name ?? null,
      requesterReference: requester?.reference ?? null,
      requesterName: requester?.name ?? null,
    }),
  );
}

interface NamingToSave {
  readonly requestId: string;
  readonly forReference: string | null;
  readonly forName: string | null;
  readonly requesterReference: string | null;
  readonly requesterName: string | null;
}

const setNaming = prepared((p: NamingToSave) =>
  qb
    .updateTable('request')
    .set({
      for_reference: p.forReference,
      for_name: p.forName,
      requester_reference: p.requesterReference,
      requester_name: p.requesterName,
    })
    .where('id', '=', p.requestId),
);

/** A person at this desk says whose request it is. It holds as long as the portal names nobody else anew. */
export function saveAssignment(db: Db, requestId: string, patientId: string): void {
  const named = db.get(
    qb.selectFrom('request').select(['for_reference', 'requester_reference']).where('id', '=', requestId),
  );
  const values = {
    patient_id: patientId,
    for_reference: named?.for_reference ?? null,
    requester_reference: named?.requester_reference ?? null,
  };
  db.run(
    qb
      .insertInto('request_assignment')
      .values({ ...values, request_id: requestId })
      .onConflict((on) => on.column('request_id').doUpdateSet(values)),
  );
}

/**
 * The patient a person at this desk has given the request to; `null` when nobody has, or when the portal now names somebody
 * whom it did not name then, other than this patient: it may be another's request since.
 */
export function assignedPatient(db: Db, requestId: string, naming: Naming): string | null {
  const row = db.get(assignmentOf({ requestId }));
  if (!row) return null;
  const portalId = portalIdOfPatient(db, row.patient_id);
  const isOld = (now: Reference | null, then: string | null): boolean =>
    now === null || now.reference === then || now.reference === `Patient/${portalId}`;
  return isOld(naming.for, row.for_reference) && isOld(naming.requester, row.requester_reference)
    ? row.patient_id
    : null;
}

const assignmentOf = prepared((p: { readonly requestId: string }) =>
  qb.selectFrom('request_assignment').selectAll().where('request_id', '=', p.requestId),
);

/** What a person said of this request holds no more. */
export function forgetAssignment(db: Db, requestId: string): void {
  db.run(unassign({ requestId }));
}

const unassign = prepared((p: { readonly requestId: string }) =>
  qb.deleteFrom('request_assignment').where('request_id', '=', p.requestId),
);
