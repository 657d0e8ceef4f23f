import UndoIcon from '@mui/icons-material/Undo';
import { Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { useDecisions } from '../../../stores/decisions.ts';

/** Takes the newest change of the appointment back, as long as that is possible. */
export function PanelUndo({ outboxId }: { readonly outboxId: string | null }): ReactNode {
  const undoable = useDecisions((state) =>
    state.undoable.some((one) => one.outboxId === outboxId && one.error === null),
  );
  if (outboxId === null || !undoable) return null;
  return (
    <Box>
      <Button
        variant="outlined"
        startIcon={<UndoIcon />}
        onClick={() => void useDecisions.getState().undo(outboxId)}
      >
        {t.requests.words.undo}
      </Button>
    </Box>
  );
}
