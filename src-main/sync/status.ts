import { type EpochMs, MINUTE_MS } from '../../src-shared/domain/time.ts';
import type { SyncStatus } from '../../src-shared/ipc/sync-views.ts';
import type { Db } from '../db/db.ts';
import { countMailWaiting, countNeedAttention, countWaiting } from '../db/queries/counts.ts';
import { isLoaded, PULLED_TYPES, SCHEDULE_TYPES } from './cursor.ts';
import type { ExchangeFailure } from './exchange-failure.ts';
import type { PullProgress } from './pull.ts';

/** How things stand with the mail server. */
export type MailState = Pick<SyncStatus, 'mail' | 'mailDetail'>;

/** How the exchange with the portal stands, as far as it is not in the database. */
export interface Standing {
  readonly configured: boolean;
  /** The portal is only read. */
  readonly readOnly: boolean;
  /** What the last round ended with; null when it reached its end and had read everything. */
  readonly failure: ExchangeFailure | null;
  readonly lastSuccessAt: EpochMs | null;
  readonly offlineSince: EpochMs | null;
  /** A round that the user or a decision started is under way. */
  readonly working: boolean;
  readonly progress: PullProgress | null;
  /** How far the desk's clock is ahead of the portal's; 0 where they agree, and where that is not known. */
  readonly clockAheadMs: number;
  /** The portal keeps no answers of patients. */
  readonly noAnswers: boolean;
}

/** The one status line of the header (docs/workflow.md, 6). */
export function statusOf(db: Db, standing: Standing, mail: MailState, now: EpochMs): SyncStatus {
  const { failure, lastSuccessAt, offlineSince } = standing;
  const phase = phaseOf(db, standing);
  return {
    phase,
    lastSuccessAt,
    offlineSince,
    ...countWaiting(db),
    needAttention: countNeedAttention(db, now),
    progress: phase === 'loading' || phase === 'syncing' ? standing.progress : null,
    ...mail,
    mailWaiting: countMailWaiting(db),
    detail: TELLING.has(phase) ? (failure?.detail ?? null) : null,
    clockAheadMinutes: Math.round(standing.clockAheadMs / MINUTE_MS),
    ...(standing.readOnly ? { readOnly: true as const } : {}),
    ...(standing.noAnswers && !standing.readOnly ? { noAnswers: true as const } : {}),
  };
}

const TELLING: ReadonlySet<SyncStatus['phase']> = new Set<SyncStatus['phase']>([
  'server-error',
  'types-refused',
  'certificate',
  'secret-elsewhere',
]);

function phaseOf(db: Db, standing: Standing): SyncStatus['phase'] {
  const { configured, failure, working, lastSuccessAt, progress } = standing;
  if (!configured) return 'not-configured';
  switch (failure?.kind) {
    case 'offline':
      return 'offline';
    case 'sign-in-failed':
    case 'certificate':
    case 'secret-elsewhere':
    case 'key-store':
    case 'clear-text':
    case 'storage':
    case 'program-error':
    case 'types-refused':
      return failure.kind;
    case 'busy':
    case 'forbidden':
    case 'server-error':
      return 'server-error';
    default:
      if (!isLoaded(db, standing.readOnly ? SCHEDULE_TYPES : PULLED_TYPES)) return 'loading';
      return working || lastSuccessAt === null || progress !== null ? 'syncing' : 'up-to-date';
  }
}
