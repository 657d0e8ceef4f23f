import { type ReactNode, useEffect } from 'react';
import { busyKey } from '../../stores/decisions.ts';
import { useDialogs } from '../../stores/dialogs.ts';
import { useInbox } from '../../stores/inbox.ts';
import { BookDialog } from '../appointment/book/BookDialog.tsx';
import { EditDialog } from '../appointment/change/EditDialog.tsx';
import { AwayDialog } from '../away/AwayDialog.tsx';
import { BlockDialog } from '../blocks/BlockDialog.tsx';
import { ManyDialog } from '../requests/many/ManyDialog.tsx';
import { closeOtherPanel } from '../requests/row/other-panel.ts';
import { DecisionDialog } from '../visit/decide/DecisionDialog.tsx';
import type { Asked } from '../visit/decide/describe.ts';
import { OverrideDialog } from '../visit/decide/OverrideDialog.tsx';

/** The dialog about a visit that is open, if one is. */
export function VisitDialogs(): ReactNode {
  const open = useDialogs((state) => state.open);
  const close = useDialogs((state) => state.close);
  useNoOtherPanel();
  switch (open?.asks) {
    case undefined:
      return null;
    case 'words':
      return (
        <DecisionDialog
          key={busyKey(open.decision)}
          {...open}
          onClose={close}
          onDone={() => done(open.decision)}
        />
      );
    case 'override':
      return (
        <OverrideDialog
          key={busyKey(open.decision)}
          {...open}
          onClose={close}
          onDone={() => done(open.decision)}
        />
      );
    case 'many':
      return <ManyDialog key={open.act} act={open.act} onClose={close} />;
    case 'offer':
      return <ManyDialog key="offer" act="offer" offer={open.offer} onClose={close} />;
    case 'away':
      return <AwayDialog key={open.id} id={open.id} onClose={close} />;
    case 'block':
      return <BlockDialog about={open.about} onClose={close} />;
    case 'fields':
      return <EditDialog key={open.appointment.id} {...open} onClose={close} />;
    case 'booking':
      return <BookDialog start={open.start} goesOn={open.goesOn} onClose={close} />;
  }
}

/** What a dialog is about: another appointment's panel is not left open beside it. */
function useNoOtherPanel(): void {
  const open = useDialogs((state) => state.open);
  const about =
    open === null ||
    open.asks === 'booking' ||
    open.asks === 'many' ||
    open.asks === 'offer' ||
    open.asks === 'away' ||
    open.asks === 'block'
      ? null
      : 'decision' in open
        ? open.decision
        : open;
  const key = about === null ? null : busyKey(about);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for what it is about.
  useEffect(() => {
    if (about === null || 'patient' in about) return;
    if ('row' in about) closeOtherPanel(about.row);
    else closeOtherPanel({ appointment: about.appointment, proposal: null });
  }, [key]);
}

function done(decided: Asked): void {
  if ('row' in decided) useInbox.getState().toggle(decided.row.id, false);
  useDialogs.getState().close();
}
