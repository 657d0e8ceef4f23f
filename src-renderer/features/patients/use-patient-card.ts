import { useCallback, useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../src-shared/errors.ts';
import type { Topic } from '../../../src-shared/ipc/events.ts';
import type { PatientCardView } from '../../../src-shared/ipc/patient-views.ts';
import { invoke, subscribe } from '../../api/client.ts';
import { CARD_PAGE, type CardList, readCard, type Shown } from './card-lists.ts';

const TOPICS: readonly Topic[] = ['patients', 'schedule', 'requests', 'directory', 'settings'];
const FIRST: Shown = { upcoming: CARD_PAGE, past: CARD_PAGE, requests: CARD_PAGE };

export interface PatientCardQuery {
  /** `null` until the first answer. */
  readonly card: PatientCardView | null;
  readonly error: AppError | null;
  /** More of this list is being fetched. */
  readonly loadingMore: CardList | null;
  readonly loadMore: (list: CardList) => void;
  readonly refetch: () => void;
}

/**
 * A patient's card, read anew, as far as it was shown, whenever something of it may have changed. `today` is the clinic's
 * date: at midnight appointments go from one list to the other. Another patient needs another instance (`key`).
 */
export function usePatientCard(id: string, today: string): PatientCardQuery {
  const [held, setHeld] = useState<{ card: PatientCardView | null; error: AppError | null }>({
    card: null,
    error: null,
  });
  const [loadingMore, setLoadingMore] = useState<CardList | null>(null);
  const shown = useRef(FIRST);
  const newest = useRef(0);

  const read = useCallback(async (): Promise<void> => {
    newest.current += 1;
    const mine = newest.current;
    const result = await readCard(invoke, id, shown.current);
    // A read that began later has seen more.
    if (mine !== newest.current) return;
    setLoadingMore(null);
    setHeld((before) =>
      result.ok ? { card: result.value, error: null } : { card: before.card, error: result.error },
    );
  }, [id]);

  const loadMore = useCallback(
    (list: CardList): void => {
      shown.current = { ...shown.current, [list]: shown.current[list] + CARD_PAGE };
      setLoadingMore(list);
      void read();
    },
    [read],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new day is a reason to read again.
  useEffect(() => {
    void read();
    return () => {
      newest.current += 1;
    };
  }, [read, today]);
  useEffect(
    () =>
      subscribe((event) => {
        if (event.type === 'changed' && event.topics.some((topic) => TOPICS.includes(topic))) void read();
      }),
    [read],
  );

  return { ...held, loadingMore, loadMore, refetch: useCallback(() => void read(), [read]) };
}
