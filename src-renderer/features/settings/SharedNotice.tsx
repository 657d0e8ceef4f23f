import { Alert, Box, Button, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { PracticeSection } from '../../../src-shared/domain/practice-sections.ts';
import type { AppError } from '../../../src-shared/errors.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useNow } from '../../api/use-now.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { useZone } from '../../stores/clinic.ts';
import { SectionDifferences } from './SectionDifferences.tsx';
import { useSettings } from './settings-store.ts';

/** Of a section of the practice's settings: who shares it, and what a person has to decide about it. */
export function SharedNotice({ section }: { readonly section: PracticeSection }): ReactNode {
  const loaded = useSettings((state) => state.loaded);
  const overtakenBy = useSettings((state) => state.overtaken[section]);
  const now = useNow();
  const zone = useZone();
  if (loaded === null) return null;
  const { portal, sections } = loaded.view.sharing;
  const sharing = sections[section];
  const isApart = sharing.own !== null && sharing.own.standing !== 'waiting' && portal !== 'not-kept';
  return (
    <Box sx={{ mb: 2.5, display: 'grid', gap: 1.5 }}>
      <Typography variant="body2" color="textSecondary" role="status">
        {t.sharedSettings.sharedSentence(portal, sharing, { now, zone })}
      </Typography>
      {overtakenBy === undefined ? null : (
        <Alert severity="info" role="status">
          {t.sharedSettings.overtakenSentence(overtakenBy)}
        </Alert>
      )}
      {sharing.unreadable === null ? null : (
        <Alert severity="warning">{t.sharedSettings.unreadableSentence(section, sharing.unreadable)}</Alert>
      )}
      {isApart ? <KeptApart section={section} /> : null}
    </Box>
  );
}

/** Both versions of a section side by side, and the choice between them. */
function KeptApart({ section }: { readonly section: PracticeSection }): ReactNode {
  const view = useSettings((state) => state.loaded?.view);
  const [error, setError] = useState<AppError | null>(null);
  const [choosing, setChoosing] = useState(false);
  if (view === undefined) return null;
  const sharing = view.sharing.sections[section];
  const { own, saved, version } = sharing;
  if (own === null) return null;
  const choose = async (choice: 'theirs' | 'mine'): Promise<void> => {
    setChoosing(true);
    const result = await invoke('settings.choose', { section, choice, seen: version });
    setChoosing(false);
    setError(result.ok ? null : result.error);
  };
  const isRefused = own.standing === 'refused';
  return (
    <Alert
      severity="warning"
      sx={{ alignItems: 'flex-start', '& .MuiAlert-message': { flex: 1, minWidth: 0 } }}
      aria-label={t.sharedSettings.sharedText.differences}
    >
      {t.sharedSettings.keptApartSentence(sharing)}
      <SectionDifferences
        section={section}
        counting={view.rules}
        own={own.value}
        countingName={t.sharedSettings.sharedText.everywhere(
          saved === null || saved.byThisDesk ? null : saved.deskName,
        )}
      />
      <Box sx={{ display: 'flex', gap: 1, mt: 1.5 }}>
        <Button variant="outlined" color="inherit" disabled={choosing} onClick={() => void choose('theirs')}>
          {saved === null ? t.sharedSettings.sharedText.letGo : t.sharedSettings.sharedText.theirs}
        </Button>
        <Button variant="outlined" color="inherit" disabled={choosing} onClick={() => void choose('mine')}>
          {isRefused ? t.sharedSettings.sharedText.again : t.sharedSettings.sharedText.mine}
        </Button>
      </Box>
      <ErrorNotice error={error} />
    </Alert>
  );
}
