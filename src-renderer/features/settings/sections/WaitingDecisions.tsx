import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { useSettings } from '../settings-store.ts';

/** Asks what is to become of decisions that have not reached the portal, where a connection begins or ends to be read-only. */
export function WaitingDecisions({ begins }: { readonly begins: boolean }): ReactNode {
  const titleId = useId();
  const bodyId = useId();
  const state = useSettings(({ saves }) => saves.portal);
  const waiting =
    state?.kind === 'failed' && state.error.code === 'decisions-waiting' ? (state.error.waiting ?? 0) : null;
  if (waiting === null) return null;
  const { save, ended } = useSettings.getState();
  const words = t.readOnly.readOnlyText;
  const back = (): void => ended('portal');
  return (
    <Dialog open onClose={back} aria-labelledby={titleId} aria-describedby={bodyId} maxWidth="sm">
      <DialogTitle id={titleId}>{words.askedTitle}</DialogTitle>
      <DialogContent>
        <DialogContentText id={bodyId}>{t.readOnly.waitingQuestion(waiting, begins)}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button onClick={back} autoFocus>
          {words.back}
        </Button>
        <Button variant="contained" onClick={() => void save('portal', { waitingSeen: waiting })}>
          {begins ? words.keep : words.send}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
