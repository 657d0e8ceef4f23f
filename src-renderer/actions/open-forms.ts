import { useEffect, useRef } from 'react';
import type { FormWay } from './request-actions.ts';

/** What a request's open form can be told to do. */
export interface OpenForm {
  /** Goes on by one of its ways out. */
  readonly leave: (way: FormWay) => void;
  /** Puts the focus where the time is typed. */
  readonly toWhen: () => void;
}

const shown = new Map<string, OpenForm>();

/** The form that is open about a request, if one is. */
export const openFormOf = (requestId: string): OpenForm | undefined => shown.get(requestId);

/** Makes the form that calls it the one open about the request, as long as it is shown. */
export function useOpenForm(requestId: string, form: OpenForm): void {
  const latest = useRef(form);
  latest.current = form;
  useEffect(() => {
    const told: OpenForm = {
      leave: (way) => latest.current.leave(way),
      toWhen: () => latest.current.toWhen(),
    };
    shown.set(requestId, told);
    return () => {
      if (shown.get(requestId) === told) shown.delete(requestId);
    };
  }, [requestId]);
}
