import { Box, Button, Checkbox, FormControlLabel, TextField, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { type Block, blockedTimes } from '../../../src-shared/domain/blocked-time.ts';
import { weekOf } from '../../../src-shared/domain/calendar-dates.ts';
import { dayBounds, type PlainDate, plainDateOf, plainTimeOf } from '../../../src-shared/domain/time.ts';
import { weekStart } from '../../../src-shared/text/locale.ts';
import { t } from '../../../src-shared/text/text.ts';
import { clock } from '../../api/clock.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { useQuery } from '../../api/use-query.ts';
import { DateInput } from '../../components/DateInput.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useSettled } from '../../components/use-settled.ts';
import { FIRST_DAY, LAST_DAY, useShownDate } from '../../stores/calendar.ts';
import { useClinic, useMoment, useZone } from '../../stores/clinic.ts';
import type { BlockStart } from '../../stores/dialogs.ts';
import { IN_DIALOG, useTyped } from '../../stores/typed.ts';
import { type BlockForm, formOfBlock, readBlock, timeProblem } from './block-form.ts';
import { changeBlock } from './change-block.ts';

interface Props {
  /** What a new one begins with, or which one is changed, and on which of its days that was asked for. */
  readonly about: BlockStart;
  readonly onClose: () => void;
}

const LOOK_AFTER_MS = 200;

/** Blocks a provider's time, or changes what is blocked. */
export function BlockDialog({ about, onClose }: Props): ReactNode {
  const [chosen, choose] = useTyped<BlockStart>(`${IN_DIALOG}block/chosen`, about);
  const { blocks } = useClinic().rules;
  const standing = 'id' in chosen ? blocks.find(({ id }) => id === chosen.id) : undefined;
  return 'id' in chosen && standing !== undefined ? (
    <Form
      key={chosen.id}
      standing={standing}
      date={chosen.date}
      start={{}}
      onChoose={choose}
      onClose={onClose}
    />
  ) : (
    <Form
      key="new"
      standing={null}
      date={null}
      start={'id' in chosen ? {} : chosen}
      onChoose={choose}
      onClose={onClose}
    />
  );
}

interface FormProps {
  readonly standing: Block | null;
  readonly date: PlainDate | null;
  readonly start: Exclude<BlockStart, { readonly id: string }>;
  readonly onChoose: (about: BlockStart) => void;
  readonly onClose: () => void;
}

function Form({ standing, date, start, onChoose, onClose }: FormProps): ReactNode {
  const moment = useMoment();
  const { zone } = moment;
  const { directory } = useClinic();
  const shown = useShownDate();
  const { busy, error, run } = useAttempt();
  const [asked, setAsked] = useState(false);
  // `before`: as it was when it was opened; what somebody else makes of it meanwhile is not overwritten.
  const [{ id, before, form }, set] = useTyped(`${IN_DIALOG}block/${standing?.id ?? 'new'}`, () => ({
    id: standing?.id ?? crypto.randomUUID(),
    before: standing,
    form: standing === null ? newForm(start, shown, zone) : formOfBlock(standing),
  }));
  const edit = (patch: Partial<BlockForm>): void => set({ id, before, form: { ...form, ...patch } });
  const block = readBlock(form, id);
  const problem = timeProblem(form);
  const { words } = t.blocks;
  const save = (after: Block | null): void =>
    void run(async () => {
      const result = await changeBlock(before, after);
      if (result.ok) onClose();
      return result;
    });
  const except = before?.weekly && date !== null && !before.weekly.except.includes(date) ? date : null;
  const inputLabel = { shrink: true };
  return (
    <FormDialog
      title={standing === null ? words.title : words.changeTitle}
      about={<Typography color="textSecondary">{words.about}</Typography>}
      maxWidth="sm"
      onClose={onClose}
      onSubmit={() => {
        setAsked(true);
        if (block !== null && !busy) save(block);
      }}
      actions={
        <>
          {before === null ? null : (
            <Button color="warning" disabled={busy} onClick={() => save(null)}>
              {words.remove}
            </Button>
          )}
          {before === null || except === null ? null : (
            <Button disabled={busy} onClick={() => save(withException(before, except))}>
              {t.blocks.exceptOn(except, moment)}
            </Button>
          )}
          <Button onClick={onClose} sx={{ ml: 'auto' }}>
            {t.common.common.back}
          </Button>
          <Button type="submit" variant="contained" disabled={busy}>
            {before === null ? words.block : t.common.common.save}
          </Button>
        </>
      }
    >
      <ErrorNotice error={error} />
      <SelectField
        label={t.common.common.provider}
        required
        autoFocus
        value={form.practitionerId}
        options={[
          ...(form.practitionerId === '' ? [{ value: '', label: words.chooseProvider }] : []),
          ...directory.practitioners
            .filter((one) => one.active || one.id === form.practitionerId)
            .map((one) => ({ value: one.id, label: one.name })),
        ]}
        error={asked && form.practitionerId === '' ? words.providerMissing : null}
        onChange={(practitionerId) => edit({ practitionerId })}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
        <DateInput
          label={form.weekly ? words.firstDate : words.date}
          required
          value={form.date}
          onText={(date) => edit({ date })}
          sx={{ width: 170 }}
          min={FIRST_DAY}
          max={LAST_DAY}
        />
        {(['from', 'to'] as const).map((edge) => (
          <TextField
            key={edge}
            type="time"
            label={words[edge]}
            required
            value={form[edge]}
            onChange={({ target }) => edit({ [edge]: target.value })}
            sx={{ width: 140 }}
            slotProps={{ inputLabel }}
          />
        ))}
      </Box>
      <TextField
        label={words.reason}
        required
        value={form.reason}
        onChange={({ target }) => edit({ reason: target.value })}
        error={asked && form.reason.trim() === ''}
        helperText={asked && form.reason.trim() === '' ? words.reasonMissing : words.reasonHelp}
        slotProps={{ htmlInput: { maxLength: 200 } }}
      />
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: 1.5 }}>
        <FormControlLabel
          control={<Checkbox checked={form.weekly} onChange={(_, weekly) => edit({ weekly })} />}
          label={words.weekly}
        />
        {form.weekly ? (
          <TextField
            type="date"
            label={words.until}
            helperText={words.untilHelp}
            value={form.until}
            onChange={({ target }) => edit({ until: target.value })}
            sx={{ width: 190 }}
            slotProps={{ inputLabel, htmlInput: { min: FIRST_DAY, max: LAST_DAY } }}
          />
        ) : null}
      </Box>
      {form.weekly && form.except.length > 0 ? (
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {form.except.map((one) => (
            <li key={one}>
              <Button
                variant="outlined"
                aria-label={t.blocks.againOn(one, moment)}
                title={t.blocks.againOn(one, moment)}
                onClick={() => edit({ except: form.except.filter((other) => other !== one) })}
              >
                {t.blocks.exceptOn(one, moment)} ×
              </Button>
            </li>
          ))}
        </Box>
      ) : null}
      <Typography variant="body2" role="status" color={asked && problem !== null ? 'error' : 'textSecondary'}>
        {problem === null ? (
          <Standing block={block} form={form} id={id} />
        ) : asked ? (
          words.problems[problem]
        ) : (
          ''
        )}
      </Typography>
      {standing === null ? <InWeek date={form.date || shown} onChoose={onChoose} /> : null}
    </FormDialog>
  );
}

/** Which visits stand in the time. */
function Standing({
  block,
  form,
  id,
}: {
  readonly block: Block | null;
  readonly form: BlockForm;
  readonly id: string;
}): ReactNode {
  const zone = useZone();
  // Why is typed last: the visits are told before.
  const asked = block ?? readBlock({ ...form, reason: '-' }, id);
  const settled = useSettled(asked, LOOK_AFTER_MS);
  const { data } = useQuery('blocks.visits', settled === null ? 'skip' : { block: settled });
  if (asked === null || data === null) return '';
  return t.blocks.visitsSentence(data, { now: clock.now(), zone });
}

/** What is blocked already in the week of a day: each leads to where it is changed. */
function InWeek({
  date,
  onChoose,
}: {
  readonly date: PlainDate;
  readonly onChoose: (about: BlockStart) => void;
}): ReactNode {
  const moment = useMoment();
  const { zone } = moment;
  const { directory, rules } = useClinic();
  const week = weekOf(date, weekStart());
  const [first = date, last = date] = [week[0], week.at(-1)];
  const range = { from: dayBounds(first, zone).from, to: dayBounds(last, zone).to };
  const times = blockedTimes(rules.blocks, range, null, zone);
  if (times.length === 0) return null;
  const nameOf = (practitionerId: string): string =>
    directory.practitioners.find(({ id }) => id === practitionerId)?.name ?? '';
  return (
    <Box>
      <Typography component="h3" variant="h3" sx={{ mb: 0.5 }}>
        {t.blocks.words.week}
      </Typography>
      <Box
        component="ul"
        aria-label={t.blocks.words.week}
        sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 0.75 }}
      >
        {times.map((time) => (
          <Box component="li" key={`${time.blockId} ${time.date}`}>
            <Button
              variant="outlined"
              fullWidth
              sx={{ justifyContent: 'flex-start', textAlign: 'start' }}
              onClick={() => onChoose({ id: time.blockId, date: time.date })}
            >
              {t.times.shortPlainDate(time.date, moment)} ·{' '}
              {t.blocks.blockedSentence(time, nameOf(time.practitionerId), zone)}
            </Button>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

const withException = (block: Block, date: PlainDate): Block =>
  block.weekly === null
    ? block
    : { ...block, weekly: { ...block.weekly, except: [...block.weekly.except, date].sort() } };

const newForm = (start: FormProps['start'], shown: PlainDate, zone: string): BlockForm => ({
  practitionerId: start.practitionerId ?? '',
  date: start.start === undefined ? shown : plainDateOf(start.start, zone),
  from: start.start === undefined ? '12:00' : plainTimeOf(start.start, zone),
  to: start.end === undefined ? '13:00' : plainTimeOf(start.end, zone),
  reason: '',
  weekly: false,
  until: '',
  except: [],
});
