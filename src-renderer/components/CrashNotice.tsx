import { Alert, AlertTitle, Box, Button } from '@mui/material';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly body: string;
  readonly action: string;
  readonly onAction: () => void;
}

/** Says that something stopped, and offers the one way on. */
export function CrashNotice({ title, body, action, onAction }: Props): ReactNode {
  return (
    <Box sx={{ p: 4, maxWidth: 640, mx: 'auto' }}>
      <Alert
        severity="error"
        action={
          <Button color="inherit" onClick={onAction}>
            {action}
          </Button>
        }
      >
        <AlertTitle>{title}</AlertTitle>
        {body}
      </Alert>
    </Box>
  );
}
