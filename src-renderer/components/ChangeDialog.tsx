import { Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { AppError } from '../../src-shared/errors.ts';
import type { Result } from '../../src-shared/result.ts';
import { t } from '../../src-shared/text/text.ts';
import { useAttempt } from '../api/use-attempt.ts';
import { ErrorNotice } from './ErrorNotice.tsx';
import { FormDialog } from './FormDialog.tsx';

interface Props {
  readonly onClose: () => void;
  /** It has been done. */
  readonly onDone: () => void;
  readonly title: string;
  /** The button that sends it. */
  readonly act: string;
  /** What is typed can be sent. */
  readonly isReady: boolean;
  /** Somebody wanted to send it: what is missing is said from now on. */
  readonly onAsked: () => void;
  readonly change: () => Promise<Result<null, AppError>>;
  readonly children: ReactNode;
}

/** One change that the program may refuse: it stays open then, and says why. */
export function ChangeDialog({
  title,
  act,
  isReady,
  onAsked,
  change,
  onClose,
  onDone,
  children,
}: Props): ReactNode {
  const { busy, error, run } = useAttempt();
  const submit = async (): Promise<void> => {
    onAsked();
    if (isReady && (await run(change))) onDone();
  };
  return (
    <FormDialog
      title={title}
      about={null}
      maxWidth="sm"
      onClose={onClose}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>{t.common.common.cancel}</Button>
          <Button type="submit" variant="contained" loading={busy}>
            {act}
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 2, pt: 1 }}>
        {children}
        <ErrorNotice error={error} />
      </Box>
    </FormDialog>
  );
}
