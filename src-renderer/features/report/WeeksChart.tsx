import { Box, Typography, useTheme } from '@mui/material';
import { BarChart } from '@mui/x-charts/BarChart';
import { type ReactNode, useId } from 'react';
import type { RequestReportView } from '../../../src-shared/ipc/report-views.ts';
import { t } from '../../../src-shared/text/text.ts';

const HEIGHT = 240;

/** Of a week's place, so that the bars of two weeks are no wider than those of ten. */
const gapFor = (weeks: number): number => Math.max(0.2, 1 - weeks * 0.08);

/** Requests a week by kind, one on top of the other. The table has the same numbers. */
export function WeeksChart({ weeks }: { readonly weeks: RequestReportView['weeks'] }): ReactNode {
  const id = useId();
  const { vars } = useTheme();
  const { palette } = vars ?? {};
  return (
    <Box component="section" aria-labelledby={id}>
      <Typography id={id} component="h3" variant="h3">
        {t.report.words.chart}
      </Typography>
      <BarChart
        height={HEIGHT}
        skipAnimation
        dataset={weeks.map(({ from, ...counts }) => ({ from: t.times.formatPlainDate(from), ...counts }))}
        xAxis={[{ scaleType: 'band', dataKey: 'from', height: 28, categoryGapRatio: gapFor(weeks.length) }]}
        yAxis={[{ tickMinStep: 1, width: 36 }]}
        series={[
          {
            dataKey: 'reschedule',
            label: t.report.words.reschedule,
            stack: 'all',
            color: palette?.primary.main ?? 'currentColor',
          },
          {
            dataKey: 'cancel',
            label: t.report.words.cancel,
            stack: 'all',
            color: palette?.warning.main ?? 'currentColor',
          },
          {
            dataKey: 'new',
            label: t.report.words.new,
            stack: 'all',
            color: palette?.success.main ?? 'currentColor',
          },
        ]}
      />
    </Box>
  );
}
