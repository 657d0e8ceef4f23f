import { Box, Button, TextField, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { recordSubject } from '../../../../src-shared/domain/record-subject.ts';
import { isPlainDate } from '../../../../src-shared/domain/time.ts';
import type { RecordFilter } from '../../../../src-shared/ipc/record-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { DayField } from '../../../components/DayField.tsx';
import { EmptyState } from '../../../components/EmptyState.tsx';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Loading } from '../../../components/Loading.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { Done, TallDialog } from '../../../components/TallDialog.tsx';
import { useSettled } from '../../../components/use-settled.ts';
import { RecordTable } from './RecordTable.tsx';
import { useRecord } from './use-record.ts';

/** A name that is being typed is looked for once it has stood so long. */
const TYPED_MS = 400;

const EVERYTHING: RecordFilter = { from: null, to: null, subject: null, person: '', patient: '' };

/** The record of this desk: narrowed, read, and taken out. */
export function RecordDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [filter, setFilter] = useState(EVERYTHING);
  const [said, setSaid] = useState('');
  const settled = useSettled(filter, TYPED_MS);
  const { shown, error, busy, more, again } = useRecord(settled);
  const { error: refused, busy: writing, run } = useAttempt();
  const text = t.record.recordText;
  const write = (format: 'csv' | 'json'): void =>
    void run(async () => {
      setSaid('');
      const written = await invoke('record.export', { ...filter, format });
      if (written.ok && written.value.path !== null)
        setSaid(t.record.exportedWords(written.value.lines, written.value.path));
      return written;
    });
  const unfit = writing || shown === null || shown.lines.length === 0;
  return (
    <TallDialog
      title={text.title}
      onClose={onClose}
      scrolls
      actions={
        <>
          <Typography variant="body2" color="textSecondary" sx={{ flex: 1, pl: 1 }}>
            {text.exportHint}
          </Typography>
          <Button disabled={unfit} onClick={() => write('json')}>
            {text.exportJson}
          </Button>
          <Button disabled={unfit} onClick={() => write('csv')}>
            {text.exportCsv}
          </Button>
          <Button variant="contained" onClick={onClose}>
            {t.common.common.close}
          </Button>
        </>
      }
    >
      <Typography variant="body2" color="textSecondary">
        {text.hint}
      </Typography>
      <Filters filter={filter} onChange={(change) => setFilter({ ...filter, ...change })} />
      <ErrorNotice error={error} onRetry={again} />
      <ErrorNotice error={refused} />
      <Done said={said} />
      {shown !== null ? (
        shown.lines.length === 0 ? (
          <EmptyState title={text.none} body={text.noneBody} />
        ) : (
          <>
            <RecordTable lines={shown.lines} />
            {shown.next === null ? null : (
              <Button disabled={busy} onClick={more} sx={{ alignSelf: 'center' }}>
                {text.more}
              </Button>
            )}
          </>
        )
      ) : error === null ? (
        <Loading label={text.loading} />
      ) : null}
    </TallDialog>
  );
}

function Filters({
  filter,
  onChange,
}: {
  readonly filter: RecordFilter;
  readonly onChange: (change: Partial<RecordFilter>) => void;
}): ReactNode {
  const text = t.record.recordText;
  const day = (typed: string): string | null => (isPlainDate(typed) ? typed : null);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, pt: 0.5 }}>
      <TextField
        label={text.patient}
        placeholder={text.patientHint}
        value={filter.patient}
        onChange={({ target }) => onChange({ patient: target.value })}
        autoFocus
        sx={{ flex: '2 1 220px' }}
        slotProps={{
          inputLabel: { shrink: true },
          htmlInput: { maxLength: 200, autoComplete: 'off', spellCheck: false },
        }}
      />
      <TextField
        label={text.person}
        value={filter.person}
        onChange={({ target }) => onChange({ person: target.value })}
        sx={{ flex: '1 1 140px' }}
        slotProps={{
          inputLabel: { shrink: true },
          htmlInput: { maxLength: 200, autoComplete: 'off', spellCheck: false },
        }}
      />
      <Box sx={{ flex: '1 1 200px', display: 'grid' }}>
        <SelectField
          label={text.subject}
          value={filter.subject ?? 'everything'}
          options={[
            { value: 'everything', label: text.everything },
            ...recordSubject.options.map((value) => ({ value, label: t.record.RECORD_SUBJECT[value] })),
          ]}
          onChange={(chosen) => onChange({ subject: chosen === 'everything' ? null : chosen })}
        />
      </Box>
      <DayField
        label={text.from}
        value={filter.from ?? ''}
        onChange={(typed) => onChange({ from: day(typed) })}
      />
      <DayField label={text.to} value={filter.to ?? ''} onChange={(typed) => onChange({ to: day(typed) })} />
    </Box>
  );
}
