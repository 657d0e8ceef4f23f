import { Box, Button, TextField, Typography } from '@mui/material';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { NOTE_LIMIT } from '../../../../src-shared/domain/history.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { PlainText } from '../../../components/PlainText.tsx';
import { askedFor } from '../../../keyboard/asked-for.ts';
import { useRequestNotes } from '../../../stores/request-notes.ts';

interface Props {
  readonly row: RequestRow;
  readonly moment: Moment;
}

/** What somebody at this desk wrote last about a request, and, while it is asked for, the field to write more. */
export function DeskNote({ row, moment }: Props): ReactNode {
  const writing = useRequestNotes((state) => state.open.has(row.id));
  const note = row.deskNote;
  return (
    <>
      {note === null ? null : (
        <Box
          role="group"
          aria-label={t.requests.words.deskNote}
          sx={{ borderLeft: 3, borderColor: 'warning.main', pl: 1, py: 0.25 }}
        >
          <Typography variant="caption" color="textSecondary">
            {t.requestSentences.deskNoteBy(note, moment)}
          </Typography>
          <PlainText sx={{ maxHeight: 160, overflow: 'auto' }}>{note.text}</PlainText>
        </Box>
      )}
      {writing ? <NoteField requestId={row.id} /> : null}
    </>
  );
}

function NoteField({ requestId }: { readonly requestId: string }): ReactNode {
  const field = useRef<HTMLDivElement>(null);
  const text = useRequestNotes((state) => state.typed[requestId] ?? '');
  const { type, toggle } = useRequestNotes.getState();
  const { busy, error, run } = useAttempt();
  const close = (): void => {
    const row = field.current?.closest('article');
    toggle(requestId, false);
    row?.focus();
  };
  const keep = (): void =>
    void run(async () => {
      const result = await invoke('requests.addNote', { id: requestId, text });
      if (result.ok) {
        type(requestId, '');
        close();
      }
      return result;
    });
  const onKeyDown = (event: KeyboardEvent): void => {
    const asked = askedFor(event, ['send', 'form-close']);
    if (asked === null) return;
    event.preventDefault();
    event.stopPropagation();
    if (asked === 'send') keep();
    else close();
  };
  return (
    <Box ref={field} onKeyDown={onKeyDown} sx={{ display: 'grid', gap: 0.75, maxWidth: 640, pt: 0.5 }}>
      <TextField
        label={t.requests.words.deskNote}
        helperText={t.requests.words.deskNoteHelp}
        multiline
        minRows={2}
        maxRows={6}
        autoFocus
        value={text}
        onChange={(event) => type(requestId, event.target.value.slice(0, NOTE_LIMIT))}
        slotProps={{ htmlInput: { dir: 'auto' } }}
      />
      <ErrorNotice error={error} />
      <Box sx={{ display: 'flex', gap: 1 }}>
        <Button variant="contained" loading={busy} onClick={keep}>
          {t.requests.words.keepNote}
        </Button>
        <Button onClick={close}>{t.common.common.close}</Button>
      </Box>
    </Box>
  );
}
