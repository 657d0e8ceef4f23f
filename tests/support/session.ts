import { createSession, type Session, type SessionDeps } from '../../src-main/session/session.ts';
import { actor } from './local-desk.ts';
import { createSeededIds } from './seeded-ids.ts';

/** Cheap: a test tries often. */
export const CHEAP = { N: 2, r: 1, p: 1 };

/** Who is signed in at a desk, with secrets that cost nothing; what its window is told goes nowhere unless it is listened to. */
export const openSession = (deps: Pick<SessionDeps, 'db' | 'clock'> & Partial<SessionDeps>): Session =>
  createSession({
    ids: createSeededIds(1),
    desk: actor,
    demo: false,
    idleMinutes: () => 5,
    appearance: () => 'system',
    tell: () => {},
    emptied: () => {},
    cost: CHEAP,
    ...deps,
  });
