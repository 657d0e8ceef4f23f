import { Box, Button, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { addDays, isPlainDate, plainDateOf } from '../../../src-shared/domain/time.ts';
import type { ReportInput, RequestReportView } from '../../../src-shared/ipc/report-views.ts';
import { weekStart } from '../../../src-shared/text/locale.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { clock } from '../../api/clock.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { useQuery } from '../../api/use-query.ts';
import { DayField } from '../../components/DayField.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { Done, TallDialog } from '../../components/TallDialog.tsx';
import { FIRST_DAY, LAST_DAY } from '../../stores/calendar.ts';
import { useZone } from '../../stores/clinic.ts';
import { useReport } from '../../stores/report.ts';
import { ReportTable } from './ReportTable.tsx';
import { WeeksChart } from './WeeksChart.tsx';

/** What the report begins with: twelve weeks. */
const FIRST_SHOWN_DAYS = 84;

/** How many requests there were, how they ended and how long answers took: in tables and a chart, on paper where wanted. */
export function ReportDialog(): ReactNode {
  const close = useReport((state) => state.close);
  const zone = useZone();
  const [to, setTo] = useState(() => plainDateOf(clock.now(), zone));
  const [from, setFrom] = useState(() => addDays(to, 1 - FIRST_SHOWN_DAYS));
  const [said, setSaid] = useState('');
  const { error, run } = useAttempt();
  const input = inputOf(from, to);
  const report = useQuery('report.get', input ?? 'skip');
  const print = (asked: ReportInput): void =>
    void run(async () => {
      setSaid('');
      const result = await invoke('report.print', asked);
      if (result.ok && result.value.printed) setSaid(t.report.words.printed);
      return result;
    });
  return (
    <TallDialog
      title={t.report.words.title}
      onClose={close}
      scrolls
      actions={
        <>
          <Button onClick={close}>{t.common.common.close}</Button>
          <Button
            variant="contained"
            disabled={input === null}
            onClick={() => input !== null && print(input)}
          >
            {t.report.words.print}
          </Button>
        </>
      }
    >
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, pt: 1 }}>
        <DayField label={t.report.words.from} value={from} onChange={setFrom} />
        <DayField label={t.report.words.to} value={to} onChange={setTo} />
      </Box>
      <ErrorNotice error={report.error ?? error} />
      <Done said={said} />
      {input === null ? (
        <Typography color="textSecondary">{t.report.words.badDays}</Typography>
      ) : report.data === null ? (
        report.error === null ? (
          <Loading label={t.report.words.loading} />
        ) : null
      ) : (
        <Report report={report.data} />
      )}
    </TallDialog>
  );
}

function Report({ report }: { readonly report: RequestReportView }): ReactNode {
  const zone = useZone();
  if (report.all.requests === 0)
    return <Typography color="textSecondary">{t.report.words.nothing}</Typography>;
  return (
    <>
      <WeeksChart weeks={report.weeks} />
      {t.report.tables(report).map((table) => (
        <ReportTable key={table.title} {...table} />
      ))}
      <Typography component="h3" variant="h3">
        {t.report.words.terms}
      </Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5, color: 'text.secondary', fontSize: '0.8125rem' }}>
        {t.report.terms(zone, weekStart()).map((term) => (
          <li key={term}>{term}</li>
        ))}
      </Box>
    </>
  );
}

/** Null while no such days stand there. */
function inputOf(from: string, to: string): ReportInput | null {
  const isDay = (date: string): boolean => isPlainDate(date) && date >= FIRST_DAY && date <= LAST_DAY;
  return isDay(from) && isDay(to) && from <= to ? { from, to, weekStart: weekStart() } : null;
}
