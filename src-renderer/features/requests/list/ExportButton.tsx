import FileDownloadOutlined from '@mui/icons-material/FileDownloadOutlined';
import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { UNAVAILABLE, unavailable } from '../../../components/unavailable.ts';
import { usePassingNotice } from '../../../stores/passing-notice.ts';
import { useMayManage } from '../../../stores/session.ts';
import { useFilters } from './filters-store.ts';

/** Writes the history into a file, as it is narrowed now; what came of it is said below everything. */
export function ExportButton(): ReactNode {
  const { busy, run } = useAttempt();
  const whyNot = useMayManage() ? null : 'not-allowed';
  const say = usePassingNotice((state) => state.say);
  const exportHistory = (): void =>
    void run(async () => {
      const { practitionerId, kind, filter, search, settled } = useFilters.getState().of.history;
      const result = await invoke('requests.exportHistory', {
        practitionerId,
        kind,
        filter,
        search,
        settled,
      });
      if (!result.ok) say(t.errors.errorSentence(result.error));
      else if (result.value.path !== null) say(t.requestExport.saved(result.value.rows, result.value.path));
      return result;
    });
  return (
    <Button
      startIcon={<FileDownloadOutlined />}
      loading={busy}
      {...unavailable(whyNot)}
      onClick={() => (whyNot === null ? exportHistory() : say(t.errors.ERROR_SENTENCES[whyNot]))}
      sx={{ ...UNAVAILABLE, flexShrink: 0, py: 0 }}
    >
      {t.requestExport.exportCsv}
    </Button>
  );
}
