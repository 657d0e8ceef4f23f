import { useCallback, useEffect, useState } from 'react';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { RecordFilter, RecordLine } from '../../../../src-shared/ipc/record-views.ts';
import { invoke } from '../../../api/client.ts';

/** So many lines come at once. */
const A_PAGE = 100;

interface Shown {
  readonly lines: readonly RecordLine[];
  /** Where to go on; null at the end. */
  readonly next: number | null;
}

/** The lines of the record that fit, a page at a time. Null while the first is looked for. */
export function useRecord(filter: RecordFilter): {
  readonly shown: Shown | null;
  readonly error: AppError | null;
  /** Older ones are being looked for. */
  readonly busy: boolean;
  readonly more: () => void;
  readonly again: () => void;
} {
  const key = JSON.stringify(filter);
  const [shown, setShown] = useState<(Shown & { readonly key: string }) | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once more for each try.
  useEffect(() => {
    let current = true;
    const asked = JSON.parse(key) as RecordFilter;
    void invoke('record.list', { ...asked, before: null, limit: A_PAGE }).then((page) => {
      if (!current) return;
      setError(page.ok ? null : page.error);
      if (page.ok) setShown({ ...page.value, key });
    });
    return () => {
      current = false;
    };
  }, [key, tries]);
  const fits = shown?.key === key ? shown : null;
  const more = useCallback(() => {
    if (fits?.next == null) return;
    setBusy(true);
    const asked = JSON.parse(fits.key) as RecordFilter;
    void invoke('record.list', { ...asked, before: fits.next, limit: A_PAGE }).then((page) => {
      setBusy(false);
      setError(page.ok ? null : page.error);
      if (page.ok)
        setShown((before) =>
          before?.key === fits.key && before.next === fits.next
            ? { key: fits.key, lines: [...before.lines, ...page.value.lines], next: page.value.next }
            : before,
        );
    });
  }, [fits]);
  const again = useCallback(() => setTries((count) => count + 1), []);
  return { shown: fits, error, busy, more, again };
}
