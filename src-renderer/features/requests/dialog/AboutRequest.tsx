import { type ReactNode, useEffect } from 'react';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import { AboutVisit, timesOf } from '../../../components/AboutVisit.tsx';
import { closeOtherPanel } from '../row/other-panel.ts';

interface Props {
  readonly row: RequestRow;
  readonly action: string;
  /** The time it leads to, or that was asked for; `null` where there is none. */
  readonly newTime: Parameters<typeof timesOf>[1];
}

/** Whose request a dialog decides, about which visit, from when to when. */
export function AboutRequest({ row, action, newTime }: Props): ReactNode {
  const { id, appointment } = row;
  // The dialog is about this patient: another one's appointment is not left open beside it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each request.
  useEffect(() => closeOtherPanel(row), [id]);
  return (
    <AboutVisit
      action={action}
      patientName={row.patientName}
      patientId={row.patient?.id ?? null}
      visit={appointment}
      times={timesOf(appointment, newTime)}
    />
  );
}
