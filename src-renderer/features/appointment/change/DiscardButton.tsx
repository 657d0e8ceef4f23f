import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { words } from '../../../../src-shared/text/en/requests.ts';

/** Forgets what was typed in a dialog. The button goes with it: the focus stays in the dialog, where Escape closes it. */
export function DiscardButton({ onDiscard }: { readonly onDiscard: () => void }): ReactNode {
  return (
    <Button
      color="inherit"
      onClick={(event) => {
        event.currentTarget.closest<HTMLElement>('[tabindex="-1"]')?.focus();
        onDiscard();
      }}
      sx={{ mr: 'auto' }}
    >
      {words.discardTyped}
    </Button>
  );
}
