import { Button, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { weekBegin } from '../../../src-shared/domain/calendar-dates.ts';
import { isPlainDate, type PlainDate } from '../../../src-shared/domain/time.ts';
import type { SheetInput } from '../../../src-shared/ipc/sheet-views.ts';
import { weekStart } from '../../../src-shared/text/locale.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { useQuery } from '../../api/use-query.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Done, TallDialog } from '../../components/TallDialog.tsx';
import { FIRST_DAY, LAST_DAY } from '../../stores/calendar.ts';
import { type SheetAsked, useSheetDialog } from '../../stores/sheet.ts';
import { SheetFields } from './SheetFields.tsx';
import { SheetPreview } from './SheetPreview.tsx';
import type { SheetChoice } from './sheet-choice.ts';

/** The dialog **Downtime sheet**, as long as one is asked for. */
export function SheetDialog(): ReactNode {
  const asked = useSheetDialog((state) => state.asked);
  return asked === null ? null : <OpenSheetDialog asked={asked} />;
}

const shownDate = (date: string): PlainDate | null =>
  isPlainDate(date) && date >= FIRST_DAY && date <= LAST_DAY ? date : null;

/** The days of the choice; `null` while no date stands there. */
function inputOf({ range, date: typed, practitionerId, phones }: SheetChoice): SheetInput | null {
  const date = shownDate(typed);
  if (date === null) return null;
  return range === 'day'
    ? { from: date, days: 1, practitionerId, phones }
    : { from: weekBegin(date, weekStart()), days: 7, practitionerId, phones };
}

function OpenSheetDialog({ asked }: { readonly asked: SheetAsked }): ReactNode {
  const close = useSheetDialog((state) => state.close);
  const [choice, setChoice] = useState<SheetChoice>({ ...asked, phones: true });
  const [said, setSaid] = useState('');
  const { busy, error, run } = useAttempt();
  const input = inputOf(choice);
  const preview = useQuery('sheet.preview', input ?? 'skip');

  const print = (sheet: SheetInput): void =>
    void run(async () => {
      setSaid('');
      const result = await invoke('sheet.print', sheet);
      if (result.ok) setSaid(result.value.printed ? t.sheet.sheetText.printed : t.sheet.sheetText.dropped);
      return result;
    });
  const save = (sheet: SheetInput): void =>
    void run(async () => {
      setSaid('');
      const result = await invoke('sheet.savePdf', sheet);
      if (result.ok && result.value.path !== null) setSaid(t.sheet.sheetText.saved(result.value.path));
      return result;
    });

  return (
    <TallDialog
      title={t.sheet.sheetText.title}
      onClose={close}
      scrolls={false}
      actions={
        <>
          <Typography variant="caption" color="textSecondary" sx={{ flex: 1 }}>
            {t.sheet.sheetText.patientData}
          </Typography>
          <Button onClick={close}>{t.common.common.close}</Button>
          <Button
            variant="outlined"
            disabled={busy || input === null}
            onClick={() => input !== null && save(input)}
          >
            {t.sheet.sheetText.savePdf}
          </Button>
          <Button
            variant="contained"
            disabled={busy || input === null}
            onClick={() => input !== null && print(input)}
          >
            {t.sheet.sheetText.print}
          </Button>
        </>
      }
    >
      <SheetFields choice={choice} onChange={(change) => setChoice({ ...choice, ...change })} />
      <ErrorNotice error={preview.error ?? error} />
      <Done said={said} />
      <SheetPreview
        html={input === null ? null : (preview.data?.html ?? null)}
        waiting={input === null ? t.sheet.sheetText.noDate : t.sheet.sheetText.loading}
        stale={preview.loading}
      />
    </TallDialog>
  );
}
