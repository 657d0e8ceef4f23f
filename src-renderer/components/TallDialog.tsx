import { Alert, Box, Dialog, DialogActions, DialogContent, DialogTitle } from '@mui/material';
import { type ReactNode, useId } from 'react';

interface Props {
  readonly title: string;
  /** Escape, or a click beside it. */
  readonly onClose: () => void;
  readonly actions: ReactNode;
  /** What stands in it is read by scrolling: by keyboard, too. */
  readonly scrolls: boolean;
  readonly children: ReactNode;
}

/** A dialog as high as the window, for what is longer than any window: a sheet, a report, the record. */
export function TallDialog({ title, onClose, actions, scrolls, children }: Props): ReactNode {
  const titleId = useId();
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={titleId}
      maxWidth="lg"
      fullWidth
      slotProps={{
        paper: { sx: { height: scrolls ? 'calc(100% - 64px)' : 'min(900px, calc(100% - 64px))' } },
      }}
    >
      <DialogTitle id={titleId} sx={{ pb: 1 }}>
        {title}
      </DialogTitle>
      <DialogContent
        sx={{ display: 'flex', flexDirection: 'column', gap: 1.5, minHeight: 0 }}
        {...(scrolls ? { tabIndex: 0 } : {})}
      >
        {children}
      </DialogContent>
      <DialogActions>{actions}</DialogActions>
    </Dialog>
  );
}

/** What has just been done, read out; nothing for ''. */
export const Done = ({ said }: { readonly said: string }): ReactNode => (
  <Box role="status" sx={{ display: 'contents' }}>
    {said === '' ? null : (
      <Alert severity="success" sx={{ overflowWrap: 'anywhere' }}>
        {said}
      </Alert>
    )}
  </Box>
);
