import type { OutboxState } from '../../src-shared/domain/delivery-states.ts';
import type { DraftSubject } from '../../src-shared/domain/draft.ts';

/** What was typed last about something, and what became of it. */
interface Typed {
  readonly text: string;
  readonly fate:
    | 'kept'
    | 'discarded'
    /** Nobody can tell: the power went before the desk could say, or it was discarded while it, or what was typed before it, was on its way. */
    | 'unknown'
    /** It went with the first of these decisions and, where that was taken back and it stood there again, with the next. */
    | { readonly sentWith: readonly string[] };
}

/** What was typed at one desk, as the person remembers it. */
export interface TypedWords {
  typed(subject: DraftSubject, text: string): void;
  discarded(subject: DraftSubject): void;
  /** A decision of this desk was accepted, and what was typed for it went with it. */
  sent(subject: DraftSubject, outboxId: string): void;
  /** Nobody knows what of it was done. */
  unsure(subject: DraftSubject): void;
  /** What has to stand in the form, by subject; `null`: nothing. Those of which nobody can tell are left out. */
  expected(stateOf: (outboxId: string) => OutboxState | undefined): Map<DraftSubject, string | null>;
}

export function createTypedWords(): TypedWords {
  const last = new Map<DraftSubject, Typed>();
  /** About which something was sent: when that is taken back, its words come back to a form that is empty. */
  const sentOnce = new Set<DraftSubject>();
  const happened = (subject: DraftSubject, next: (fate: Typed['fate']) => Typed['fate']): void => {
    const { text, fate } = last.get(subject) ?? { text: '', fate: 'discarded' };
    last.set(subject, { text, fate: next(fate) });
  };
  return {
    typed: (subject, text) => void last.set(subject, { text, fate: 'kept' }),
    discarded: (subject) =>
      happened(subject, (fate) => (sentOnce.has(subject) || fate === 'unknown' ? 'unknown' : 'discarded')),
    sent: (subject, outboxId) => {
      sentOnce.add(subject);
      happened(subject, (fate) => {
        if (fate === 'discarded' || fate === 'unknown') return fate;
        return { sentWith: [...(fate === 'kept' ? [] : fate.sentWith), outboxId] };
      });
    },
    unsure: (subject) => happened(subject, () => 'unknown'),
    expected(stateOf) {
      const isFallen = (outboxId: string) => FALLEN.includes(stateOf(outboxId));
      const expected = new Map<DraftSubject, string | null>();
      for (const [subject, { text, fate }] of last) {
        if (fate === 'unknown') continue;
        const stands = fate === 'kept' || (fate !== 'discarded' && fate.sentWith.every(isFallen));
        expected.set(subject, stands ? text : null);
      }
      return expected;
    },
  };
}

/** Taken back: what was typed for it is there again. */
const FALLEN: readonly (OutboxState | undefined)[] = ['undone', 'conflict'];
