import type { Actor } from '../../src-shared/domain/changes.ts';
import type { DeskLease } from '../../src-shared/domain/desk-lease.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Topic } from '../../src-shared/ipc/events.ts';
import { STORED_NAMES } from '../../src-shared/text/stored-names.ts';

/** What a transaction over the portal's resources needs to know, and what it leaves behind for after the commit. */
export interface Effects {
  readonly now: EpochMs;
  /** Names the desk in history lines. */
  readonly by: Actor;
  readonly topics: Set<Topic>;
  /** Open requests seen for the first time. */
  arrived: number;
  /** What was read of leases, by request; null where there is none any more. */
  readonly leases: Map<string, DeskLease | null>;
  /** E-mails that waited may leave. */
  mailReady: boolean;
}

export const createEffects = (now: EpochMs, by: Actor): Effects => ({
  now,
  by,
  topics: new Set(),
  arrived: 0,
  leases: new Map(),
  mailReady: false,
});

/** The patient, acting through the portal. */
export const patientActor = ({ deskId, deskName }: Actor): Actor => ({
  userId: 'system:patient',
  userName: STORED_NAMES.patient,
  deskId,
  deskName,
});

/** The portal itself, or another desk through it. */
export const portalActor = ({ deskId, deskName }: Actor): Actor => ({
  userId: 'system:portal',
  userName: STORED_NAMES.portal,
  deskId,
  deskName,
});
