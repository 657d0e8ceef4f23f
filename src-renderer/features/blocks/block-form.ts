import { type Block, isSoundBlock } from '../../../src-shared/domain/blocked-time.ts';
import { isPlainDate, isPlainTime } from '../../../src-shared/domain/time.ts';

/** A block as typed. */
export interface BlockForm {
  readonly practitionerId: string;
  readonly date: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly weekly: boolean;
  /** Empty: without end. */
  readonly until: string;
  readonly except: readonly string[];
}

export const formOfBlock = ({ weekly, id: _, ...block }: Block): BlockForm => ({
  ...block,
  weekly: weekly !== null,
  until: weekly?.until ?? '',
  except: weekly?.except ?? [],
});

export type TimeProblem = 'date' | 'order' | 'until';

/** What is wrong with the time; `null` where nothing is. */
export function timeProblem({ date, from, to, weekly, until }: BlockForm): TimeProblem | null {
  if (!isPlainDate(date) || !isPlainTime(from) || !isPlainTime(to)) return 'date';
  if (to <= from) return 'order';
  return weekly && until !== '' && (!isPlainDate(until) || until < date) ? 'until' : null;
}

/** The block; `null` while something is missing or wrong. What lies outside its days is no exception any more. */
export function readBlock(form: BlockForm, id: string): Block | null {
  const { practitionerId, date, from, to, weekly, until } = form;
  const reason = form.reason.trim();
  if (practitionerId === '' || reason === '' || timeProblem(form) !== null) return null;
  const last = until === '' ? null : until;
  const except = form.except.filter((one) => one >= date && (last === null || one <= last));
  const block = {
    id,
    practitionerId,
    reason,
    date,
    from,
    to,
    weekly: weekly ? { until: last, except: [...except] } : null,
  };
  return isSoundBlock(block) ? block : null;
}
