import BarChart from '@mui/icons-material/BarChart';
import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { useReport } from '../../../stores/report.ts';
import { ExportButton } from './ExportButton.tsx';

/** What can be made of the history: the report, and a file. */
export function HistoryButtons(): ReactNode {
  const open = useReport((state) => state.open);
  return (
    <>
      <Button startIcon={<BarChart />} aria-haspopup="dialog" onClick={open} sx={{ flexShrink: 0, py: 0 }}>
        {t.report.words.open}
      </Button>
      <ExportButton />
    </>
  );
}
