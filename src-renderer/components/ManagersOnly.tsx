import { Alert, Box } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../src-shared/text/text.ts';
import { useMayManage } from '../stores/session.ts';

interface Props {
  readonly children: ReactNode;
  /** It has been said already, close by. */
  readonly silent?: boolean;
}

const PLAIN = { border: 0, m: 0, p: 0, minWidth: 0 } as const;
/** What the browser disables in a fieldset does not know of it by itself. */
const DISABLED = {
  ...PLAIN,
  '& .MuiButton-root, & .MuiIconButton-root': {
    color: 'action.disabled',
    borderColor: 'action.disabledBackground',
    cursor: 'not-allowed',
  },
  '& .MuiButton-contained': { bgcolor: 'action.disabledBackground' },
  '& .MuiRadio-root, & .MuiCheckbox-root, & .MuiFormControlLabel-label, & .MuiInputBase-input, & .MuiInputLabel-root':
    {
      color: 'text.disabled',
    },
} as const;

/** Fields and buttons that are a manager's: for others they are disabled, and it is said why. The main process refuses them anyway. */
export function ManagersOnly({ children, silent = false }: Props): ReactNode {
  const mayManage = useMayManage();
  return (
    <>
      {mayManage || silent ? null : (
        <Alert severity="info" role="note" sx={{ mb: 2 }}>
          {t.users.usersText.managersOnly}
        </Alert>
      )}
      <Box component="fieldset" disabled={!mayManage} sx={mayManage ? PLAIN : DISABLED}>
        {children}
      </Box>
    </>
  );
}
