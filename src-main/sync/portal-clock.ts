import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { Clock, Portal, PortalAnswer } from '../ports.ts';

/** The desk's clock is finer than a `Date`; as far as this it is taken for right. */
const AGREES_WITHIN_MS = 2 * 60_000;
/** The desk's clock and its timers drift apart by less than this, unless somebody sets the clock or the machine sleeps. */
const DRIFT_MS = 60_000;
/** A `Date` is cut to the second, and an answer takes its time: what goes back by less was not put back. */
const PUT_BACK_MS = 5000;

/** What the present may be: the same instant twice where that is known. */
export interface Present {
  readonly earliest: EpochMs;
  readonly latest: EpochMs;
}

/** The present by the portal's clock, as far as it has told it in this run: the clock all desks share. */
export interface PortalClock {
  wrap(portal: Portal): Portal;
  /** By the portal where it has told, otherwise by the desk. Where the desk's clock has jumped since, it is not known which is right. */
  present(): Present;
  /** The portal's own, however far it is from the desk's; null where it is not known now. */
  now(): EpochMs | null;
  /** How far the desk's clock is ahead of the portal's; 0 where they agree, null where it is not known. */
  deskAheadMs(): number | null;
  /**
   * The earliest instant at which something may have been written since the portal's clock was put back, and forgets it; null where
   * it was not.
   */
  takePutBack(): EpochMs | null;
  /** Another server, another clock. */
  forget(): void;
}

interface Heard {
  readonly date: EpochMs;
  /** The desk's clock, and `Clock.elapsed`, when it was heard. */
  readonly desk: EpochMs;
  readonly elapsed: number;
}

export function createPortalClock(clock: Clock): PortalClock {
  let heard: Heard | null = null;
  let putBack: EpochMs | null = null;

  /**
   * Only differences of `elapsed` are counted on, and only while the desk's clock has gone along with it. `elapsed` is finer than a
   * millisecond, instants are not: they are stored as whole numbers.
   */
  const passed = (since: Heard): number => Math.round(clock.elapsed() - since.elapsed);
  const hasJumped = (since: Heard): boolean => Math.abs(clock.now() - since.desk - passed(since)) > DRIFT_MS;

  function hear(date: EpochMs): void {
    if (heard !== null && !hasJumped(heard) && date < heard.date + passed(heard) - PUT_BACK_MS) {
      const from = date - passed(heard);
      putBack = putBack === null ? from : Math.min(putBack, from);
    }
    heard = { date, desk: clock.now(), elapsed: clock.elapsed() };
  }

  function now(): EpochMs | null {
    return heard === null || hasJumped(heard) ? null : heard.date + passed(heard);
  }

  function deskAheadMs(): number | null {
    const portal = now();
    if (portal === null) return null;
    const ahead = clock.now() - portal;
    return Math.abs(ahead) <= AGREES_WITHIN_MS ? 0 : ahead;
  }

  return {
    now,
    deskAheadMs,
    wrap: (portal) => ({
      async send(request) {
        const answer = await portal.send(request);
        if (isPortalsOwn(answer)) hear(answer.date);
        return answer;
      },
    }),
    present() {
      const desk = clock.now();
      if (heard === null) return { earliest: desk, latest: desk };
      if (!hasJumped(heard)) {
        const known = deskAheadMs() === 0 ? desk : heard.date + passed(heard);
        return { earliest: known, latest: known };
      }
      const going = heard.date + passed(heard);
      return { earliest: Math.min(desk, going), latest: Math.max(desk, going) };
    },
    takePutBack() {
      const from = putBack;
      putBack = null;
      return from;
    },
    forget() {
      heard = null;
      putBack = null;
    },
  };
}

/** What stands in between may answer with a clock of its own, and does so with refusals. */
const isPortalsOwn = (
  answer: PortalAnswer,
): answer is Extract<PortalAnswer, { kind: 'answer' }> & { readonly date: EpochMs } =>
  answer.kind === 'answer' &&
  answer.status < 300 &&
  answer.body !== undefined &&
  typeof answer.date === 'number';
