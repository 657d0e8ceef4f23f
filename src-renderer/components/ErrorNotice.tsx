import { Alert, Button } from '@mui/material';
import type { ReactNode } from 'react';
import type { AppError } from '../../src-shared/errors.ts';
import { t } from '../../src-shared/text/text.ts';

interface Props {
  readonly error: AppError | null;
  readonly onRetry?: (() => void) | undefined;
  readonly onClose?: (() => void) | undefined;
}

/** A refused command, in a sentence, at the place where it was given. Draws nothing for `null`. */
export function ErrorNotice({ error, onRetry, onClose }: Props): ReactNode {
  if (error === null) return null;
  return (
    <Alert
      severity="error"
      {...(onClose === undefined ? {} : { onClose })}
      {...(onRetry === undefined
        ? {}
        : {
            action: (
              <Button color="inherit" onClick={onRetry}>
                {t.common.common.tryAgain}
              </Button>
            ),
          })}
    >
      {t.errors.errorSentence(error)}
    </Alert>
  );
}
