import { Box, Button } from '@mui/material';
import type { FormEvent, ReactNode } from 'react';

interface Props {
  /** The button that sends it. */
  readonly act: string;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly onSubmit: () => Promise<void>;
  readonly children: ReactNode;
  /** What else can be done, below the button. */
  readonly below?: ReactNode;
}

/** What somebody types who is not signed in yet: fields, and one large button. */
export function EntryForm({ act, busy, disabled = false, onSubmit, children, below }: Props): ReactNode {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void onSubmit();
  };
  return (
    <Box component="form" noValidate onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
      {children}
      <Button
        type="submit"
        variant="contained"
        size="large"
        disabled={disabled}
        loading={busy}
        loadingPosition="start"
        sx={{ py: 1 }}
      >
        {act}
      </Button>
      {below}
    </Box>
  );
}
