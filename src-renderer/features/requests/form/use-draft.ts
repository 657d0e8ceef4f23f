import { useCallback, useEffect, useMemo, useState } from 'react';
import type { VisitType } from '../../../../src-shared/domain/appointment.ts';
import { aboutRequest, type Draft } from '../../../../src-shared/domain/draft.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { invoke } from '../../../api/client.ts';
import { useZone } from '../../../stores/clinic.ts';
import { useDrafts } from '../../../stores/drafts.ts';
import { prefill } from './prefill.ts';

export interface DraftHandle {
  readonly draft: Draft;
  /** False until a draft of an earlier session has been fetched: typing before that would lose it. */
  readonly ready: boolean;
  /** Something is typed that differs from what the form starts with. */
  readonly typed: boolean;
  readonly edit: (change: Partial<Draft>) => void;
}

/**
 * What is typed about a request, as the form and the dialog share it: held at once, saved shortly after, and at the latest
 * when the form or the dialog goes away. A draft of an earlier session is fetched.
 */
export function useDraft(row: RequestRow): DraftHandle {
  const zone = useZone();
  const base = useMemo(() => prefill(row, zone), [row, zone]);
  const held = useDrafts((state) => state.drafts[aboutRequest(row.id)]);
  const known = held !== undefined;
  const [fetched, setFetched] = useState(false);

  useEffect(() => {
    if (known || fetched || !row.hasDraft) return;
    let wanted = true;
    void invoke('requests.get', { id: row.id }).then((detail) => {
      if (!wanted) return;
      if (detail.ok && detail.value.draft !== null)
        useDrafts.getState().loaded(aboutRequest(row.id), detail.value.draft);
      setFetched(true);
    });
    return () => {
      wanted = false;
    };
  }, [known, fetched, row.id, row.hasDraft]);
  useEffect(() => () => void useDrafts.getState().flush(aboutRequest(row.id)), [row.id]);

  const edit = useCallback(
    (change: Partial<Draft>) => useDrafts.getState().edit(aboutRequest(row.id), change, base),
    [row.id, base],
  );
  return { draft: { ...base, ...held }, ready: known || fetched || !row.hasDraft, typed: known, edit };
}

/** The types to choose from: the practice's own, and the one the visit already has. */
export function typeOptions(
  own: readonly { readonly code: string; readonly display: string; readonly minutes: number }[],
  type: VisitType | null,
): readonly { readonly code: string; readonly display: string; readonly minutes: number | null }[] {
  return type === null || own.some((one) => one.code === type.code)
    ? own
    : [{ ...type, minutes: null }, ...own];
}
