import { Alert, Box, Button, Tab, Tabs, Typography, useMediaQuery, useTheme } from '@mui/material';
import { type ReactNode, useEffect } from 'react';
import type { SectionId } from '../../../src-shared/text/subjects.ts';
import { t } from '../../../src-shared/text/text.ts';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { Loading } from '../../components/Loading.tsx';
import { SECTIONS, unsavedSections } from './forms/sections.ts';
import { SectionTabLabel } from './SectionTabLabel.tsx';
import { AppearanceSection } from './sections/AppearanceSection.tsx';
import { BackupsSection } from './sections/BackupsSection.tsx';
import { BlockedSection } from './sections/BlockedSection.tsx';
import { DeskSection } from './sections/DeskSection.tsx';
import { EmailSection } from './sections/EmailSection.tsx';
import { LettersSection } from './sections/LettersSection.tsx';
import { MailSection } from './sections/MailSection.tsx';
import { PolicySection } from './sections/PolicySection.tsx';
import { PortalSection } from './sections/PortalSection.tsx';
import { PracticeSection } from './sections/PracticeSection.tsx';
import { ReasonsSection } from './sections/ReasonsSection.tsx';
import { SheetSection } from './sections/SheetSection.tsx';
import { TimesSection } from './sections/TimesSection.tsx';
import { UsersSection } from './sections/UsersSection.tsx';
import { VisitTypesSection } from './sections/VisitTypesSection.tsx';
import { sectionsInQuestion } from './sections-in-question.ts';
import { followSettings, useSettings } from './settings-store.ts';

const tabId = (id: SectionId): string => `settings-tab-${id}`;
const panelId = (id: SectionId): string => `settings-panel-${id}`;

/** The Settings screen. Entries not saved yet survive switching sections and leaving the screen. */
export function SettingsScreen(): ReactNode {
  const { loaded, loadError, section } = useSettings();
  useEffect(() => followSettings(), []);
  if (loaded === null) {
    if (loadError === null) return <Loading label={t.settings.settingsText.loading} />;
    return (
      <Box sx={{ p: 4, maxWidth: 640, mx: 'auto' }}>
        <Alert
          severity="error"
          action={
            <Button color="inherit" onClick={() => void useSettings.getState().load()}>
              {t.common.common.tryAgain}
            </Button>
          }
        >
          {t.settings.settingsText.loadFailed} {t.errors.errorSentence(loadError)}
        </Alert>
      </Box>
    );
  }
  const unsaved = unsavedSections(loaded.view, loaded.forms);
  const inQuestion = sectionsInQuestion(loaded.view.sharing);
  return (
    <Box sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: { xs: 'column', md: 'row' } }}>
      <SectionTabs section={section} unsaved={unsaved} inQuestion={inQuestion} />
      <Box
        key={section}
        id={panelId(section)}
        role="tabpanel"
        aria-labelledby={tabId(section)}
        sx={{
          flex: 1,
          minWidth: 0,
          minHeight: 0,
          overflowY: 'auto',
          position: 'relative',
          bgcolor: 'background.paper',
          px: { xs: 2, md: 4 },
          pt: 3,
        }}
      >
        <ErrorNotice error={loadError} onRetry={() => void useSettings.getState().load()} />
        <SectionBody section={section} />
      </Box>
    </Box>
  );
}

interface TabsProps {
  readonly section: SectionId;
  readonly unsaved: readonly SectionId[];
  readonly inQuestion: readonly SectionId[];
}

function SectionTabs({ section, unsaved, inQuestion }: TabsProps): ReactNode {
  const theme = useTheme();
  const wide = useMediaQuery(theme.breakpoints.up('md'));
  return (
    <Box
      sx={{
        flex: 'none',
        width: { md: 232 },
        borderRight: { md: '1px solid var(--mui-palette-divider)' },
        borderBottom: { xs: '1px solid var(--mui-palette-divider)', md: 'none' },
        pt: { md: 1.5 },
        overflowY: { md: 'auto' },
      }}
    >
      <Typography component="h2" variant="h1" sx={{ px: 2, pb: 1, pt: { xs: 1, md: 0 } }}>
        {t.settings.settingsText.title}
      </Typography>
      <Tabs
        orientation={wide ? 'vertical' : 'horizontal'}
        variant="scrollable"
        scrollButtons={wide ? false : 'auto'}
        aria-label={t.settings.settingsText.sections}
        value={section}
        onChange={(_, next: SectionId) => useSettings.getState().open(next)}
      >
        {SECTIONS.map((id) => (
          <Tab
            key={id}
            value={id}
            id={tabId(id)}
            {...(id === section ? { 'aria-controls': panelId(id) } : {})}
            label={
              <SectionTabLabel
                title={t.settings.SECTION_TITLES[id]}
                unsaved={unsaved.includes(id)}
                inQuestion={inQuestion.includes(id)}
              />
            }
            sx={{
              alignItems: { md: 'flex-start' },
              textAlign: 'left',
              maxWidth: 'none',
              // All of them are in sight in a window of 700 pixels.
              ...(wide ? { minHeight: 34, py: 0.5 } : {}),
            }}
          />
        ))}
      </Tabs>
      {unsaved.some((id) => id !== section) ? (
        <Typography variant="body2" color="textSecondary" sx={{ px: 2, py: 1.5 }}>
          {t.settings.settingsText.unsavedElsewhere(unsaved.map((id) => t.settings.SECTION_TITLES[id]))}
        </Typography>
      ) : null}
    </Box>
  );
}

function SectionBody({ section }: { readonly section: SectionId }): ReactNode {
  switch (section) {
    case 'practice':
      return <PracticeSection />;
    case 'policy':
      return <PolicySection />;
    case 'reasons':
      return <ReasonsSection />;
    case 'email':
      return <EmailSection />;
    case 'letters':
      return <LettersSection />;
    case 'visitTypes':
      return <VisitTypesSection />;
    case 'times':
      return <TimesSection />;
    case 'sheet':
      return <SheetSection />;
    case 'blocked':
      return <BlockedSection />;
    case 'backups':
      return <BackupsSection />;
    case 'users':
      return <UsersSection />;
    case 'desk':
      return <DeskSection />;
    case 'appearance':
      return <AppearanceSection />;
    case 'portal':
      return <PortalSection />;
    case 'mail':
      return <MailSection />;
  }
}
