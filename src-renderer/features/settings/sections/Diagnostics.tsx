import { Box, Button, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useMayManage } from '../../../stores/session.ts';
import { Part } from '../SectionFrame.tsx';

/** What is given to somebody who helps: shown first, then saved as it was shown. */
export function Diagnostics(): ReactNode {
  const [text, setText] = useState<string | null>(null);
  const [path, setPath] = useState<string | null>(null);
  const { error, busy, run } = useAttempt();
  const mayManage = useMayManage();
  const show = (): Promise<unknown> =>
    run(async () => {
      const result = await invoke('diagnostics.get', undefined);
      if (result.ok) setText(result.value.text);
      setPath(null);
      return result;
    });
  const save = (): Promise<unknown> =>
    run(async () => {
      const result = await invoke('diagnostics.save', undefined);
      if (result.ok) setPath(result.value.path);
      return result;
    });
  return (
    <Part title={t.diagnostics.words.title} hint={t.diagnostics.words.hint}>
      <Box sx={{ display: 'flex', gap: 1.5, mb: 2 }}>
        <Button disabled={busy} onClick={() => void show()}>
          {text === null ? t.diagnostics.words.show : t.diagnostics.words.again}
        </Button>
        {text === null ? null : (
          <Button
            disabled={busy || !mayManage}
            {...(mayManage ? {} : { title: t.users.usersText.managersOnly })}
            onClick={() => void save()}
          >
            {t.diagnostics.words.save}
          </Button>
        )}
      </Box>
      <ErrorNotice error={error} />
      <Typography variant="body2" role="status" sx={{ overflowWrap: 'anywhere' }}>
        {path === null ? '' : t.diagnostics.savedWords(path)}
      </Typography>
      {text === null ? null : (
        <Box
          component="pre"
          tabIndex={0}
          role="region"
          aria-label={t.diagnostics.words.what}
          sx={{
            maxHeight: 420,
            overflow: 'auto',
            p: 1.5,
            mt: 1,
            mb: 4,
            border: 1,
            borderColor: 'divider',
            borderRadius: 1,
            fontSize: 12,
            whiteSpace: 'pre-wrap',
            overflowWrap: 'anywhere',
          }}
        >
          {text}
        </Box>
      )}
    </Part>
  );
}
