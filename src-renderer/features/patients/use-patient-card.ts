import { useRef, useState } from 'react';
import type { PatientCardView } from '../../../src-shared/ipc/patient-views.ts';
import { invoke } from '../../api/client.ts';
import { type Query, reread, useServerState } from '../../api/server-state.ts';
import { CARD_PAGE, type CardList, readCard, type Shown } from './card-lists.ts';

const FIRST: Shown = { upcoming: CARD_PAGE, past: CARD_PAGE, requests: CARD_PAGE };

export interface PatientCardQuery extends Pick<Query<PatientCardView>, 'error' | 'refetch'> {
  /** `null` until the first answer. */
  readonly card: PatientCardView | null;
  /** More of this list is being fetched. */
  readonly loadingMore: CardList | null;
  readonly loadMore: (list: CardList) => void;
}

/**
 * A patient's card, read anew, as far as it was shown, whenever something of it may have changed. `today` is the clinic's
 * date: at midnight appointments go from one list to the other. Another patient needs another instance (`key`).
 */
export function usePatientCard(id: string, today: string): PatientCardQuery {
  const [loadingMore, setLoadingMore] = useState<CardList | null>(null);
  const shown = useRef(FIRST);
  const key = ['patients.card', id, today];
  const { data, error, refetch } = useServerState({
    key,
    read: () => readCard(invoke, id, shown.current),
    topics: ['patients', 'schedule', 'requests', 'directory', 'settings'],
  });
  const loadMore = async (list: CardList): Promise<void> => {
    shown.current = { ...shown.current, [list]: shown.current[list] + CARD_PAGE };
    setLoadingMore(list);
    await reread(key);
    setLoadingMore((loading) => (loading === list ? null : loading));
  };
  return { card: data, error, loadingMore, loadMore: (list) => void loadMore(list), refetch };
}
