import CalendarMonthOutlined from '@mui/icons-material/CalendarMonthOutlined';
import ErrorOutline from '@mui/icons-material/ErrorOutlined';
import KeyboardOutlined from '@mui/icons-material/KeyboardOutlined';
import OpenInNew from '@mui/icons-material/OpenInNew';
import PeopleOutlined from '@mui/icons-material/PeopleOutlined';
import PublicOutlined from '@mui/icons-material/PublicOutlined';
import RefreshIcon from '@mui/icons-material/Refresh';
import ScheduleOutlined from '@mui/icons-material/ScheduleOutlined';
import SettingsOutlined from '@mui/icons-material/SettingsOutlined';
import { Badge, Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { systemZone } from '../../../src-shared/text/locale.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useNow } from '../../api/use-now.ts';
import { Fold } from '../../components/Fold.tsx';
import { useHint } from '../../keyboard/use-hint.ts';
import { useClinic } from '../../stores/clinic.ts';
import { useDemo } from '../../stores/demo.ts';
import { type Screen, useNavigation } from '../../stores/navigation.ts';
import { useShortcutsHelp } from '../../stores/shortcuts-help.ts';
import { useSync } from '../../stores/sync.ts';
import { sectionsInQuestion } from '../settings/sections-in-question.ts';
import { BackupNotice } from './BackupNotice.tsx';
import { DatabaseNotice } from './DatabaseNotice.tsx';
import { PolicyNotice } from './PolicyNotice.tsx';
import { ReadOnlySign } from './ReadOnlySign.tsx';
import { RecoveryNotice } from './RecoveryNotice.tsx';
import { SyncState } from './SyncState.tsx';
import { UnreadableSettings } from './UnreadableSettings.tsx';
import { UpdateNotice } from './UpdateNotice.tsx';
import { UserMenu } from './UserMenu.tsx';

/** Who and where we are, where to go, and how things stand with the portal. */
export function Header(): ReactNode {
  const { bootstrap } = useClinic();
  const now = useNow();
  const refreshing = useSync((state) => state.refreshing);
  const refresh = useSync((state) => state.refresh);
  const refreshHint = useHint('refresh');
  return (
    <Box
      component="header"
      sx={{
        flexShrink: 0,
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        columnGap: 1.5,
        rowGap: 0.25,
        px: 2,
        pt: 0.75,
        pb: 0.5,
        minHeight: 48,
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ minWidth: 0, flex: '0 1 auto', lineHeight: 1.25 }}>
        <Typography component="h1" variant="h1" noWrap>
          {t.common.common.product}
        </Typography>
        <Typography variant="caption" component="p" color="textSecondary" noWrap>
          <bdi>{bootstrap.practiceName}</bdi> · {t.times.clinicMoment(now, bootstrap.zone)}
        </Typography>
      </Box>
      <Box
        component="nav"
        aria-label={t.common.common.places}
        sx={{ display: 'flex', gap: 0.5, flexShrink: 0 }}
      >
        <PlaceButton screen="schedule" icon={<CalendarMonthOutlined />} label={t.common.common.schedule} />
        <PlaceButton screen="patients" icon={<PeopleOutlined />} label={t.common.common.patients} />
        <SettingsButton />
      </Box>
      <Box
        sx={{
          // Stays together: what does not fit beside the places makes the state's sentence take two lines, or a line of its own.
          flex: '1 1 520px',
          minWidth: 0,
          display: 'flex',
          alignItems: 'center',
          justifyContent: 'flex-end',
          columnGap: 1.5,
        }}
      >
        {bootstrap.demo === null ? null : (
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, flexShrink: 0 }}>
            <DemoLink url={bootstrap.demo.portalUrl} label={t.common.common.demoPortal} />
            <DemoLink url={bootstrap.demo.mailboxUrl} label={t.common.common.demoMailbox} />
          </Box>
        )}
        <ReadOnlySign />
        <SyncState />
        <Button
          variant="outlined"
          startIcon={<RefreshIcon />}
          {...refreshHint}
          onClick={() => void refresh()}
          loading={refreshing}
          loadingPosition="start"
          sx={{ flexShrink: 0 }}
        >
          {t.common.common.refresh}
        </Button>
        <ShortcutsButton />
        <UserMenu />
      </Box>
      <Fold>
        <DatabaseNotice />
        <DemoNotice />
        <UnreadableSettings />
        <PolicyNotice />
        <ClockNotice />
        <BackupNotice />
        <UpdateNotice />
        <ZoneNotice />
        <RecoveryNotice />
      </Fold>
    </Box>
  );
}

/** Says so where a server of the demo clinic died; nothing while both run. */
function DemoNotice(): ReactNode {
  const servers = useDemo((state) => state.servers);
  return <LiveNotice icon={ErrorOutline} text={servers === null ? null : t.sync.demoNotice(servers)} />;
}

/** Says so where this computer's clock is not the portal's; what comes of it stands in the sync state's details. */
function ClockNotice(): ReactNode {
  const aheadMinutes = useSync((state) => state.status?.clockAheadMinutes ?? 0);
  return <LiveNotice icon={ScheduleOutlined} text={t.syncDetails.clockNotice(aheadMinutes)} />;
}

/** Says so where this computer's zone is not the clinic's; nothing where it is. */
function ZoneNotice(): ReactNode {
  const { bootstrap } = useClinic();
  const notice = t.times.zoneNotice(useNow(), bootstrap.zone, systemZone());
  if (notice === null) return null;
  return (
    <Box role="note" sx={NOTICE}>
      <NoticeLine icon={PublicOutlined} text={notice} />
    </Box>
  );
}

/** A notice of one line. */
const NOTICE = {
  display: 'flex',
  alignItems: 'center',
  gap: 0.5,
  color: 'warning.main',
} as const;

type NoticeIcon = typeof ErrorOutline;

/** One that comes and goes while somebody is at work, and is read out then. */
function LiveNotice({ icon, text }: { readonly icon: NoticeIcon; readonly text: string | null }): ReactNode {
  return (
    <Box aria-live="polite" sx={text === null ? {} : NOTICE}>
      {text === null ? null : <NoticeLine icon={icon} text={text} />}
    </Box>
  );
}

function NoticeLine({ icon: Icon, text }: { readonly icon: NoticeIcon; readonly text: string }): ReactNode {
  return (
    <>
      <Icon sx={{ fontSize: 15 }} />
      <Typography variant="caption" component="p" sx={{ fontWeight: 600, color: 'inherit' }}>
        {text}
      </Typography>
    </>
  );
}

/** Opens the list of keyboard shortcuts. */
function ShortcutsButton(): ReactNode {
  const { 'aria-keyshortcuts': keys } = useHint('shortcuts');
  return (
    <Tooltip title={t.shortcuts.shortcutWords.title}>
      <IconButton
        aria-keyshortcuts={keys}
        aria-haspopup="dialog"
        onClick={() => useShortcutsHelp.getState().show(true)}
        sx={{ flexShrink: 0, ml: -0.75 }}
      >
        <KeyboardOutlined fontSize="small" />
      </IconButton>
    </Tooltip>
  );
}

function PlaceButton({
  screen,
  icon,
  label,
}: {
  readonly screen: Screen;
  readonly icon: ReactNode;
  readonly label: string;
}): ReactNode {
  const current = useNavigation((state) => state.screen === screen);
  const go = useNavigation((state) => state.go);
  return (
    <Button
      startIcon={icon}
      variant={current ? 'contained' : 'text'}
      aria-current={current ? 'page' : undefined}
      onClick={() => go({ screen })}
    >
      {label}
    </Button>
  );
}

/** With a sign while a section of the practice's settings needs a choice. */
function SettingsButton(): ReactNode {
  const { sharing } = useClinic();
  const titles = sectionsInQuestion(sharing).map((section) => t.settings.SECTION_TITLES[section]);
  const needed = titles.length === 0 ? '' : t.sharedSettings.choiceNeeded(titles);
  return (
    <Tooltip title={needed} describeChild>
      <Box component="span">
        <PlaceButton
          screen="settings"
          icon={
            <Badge color="warning" variant="dot" invisible={titles.length === 0}>
              <SettingsOutlined />
            </Badge>
          }
          label={t.common.common.settings}
        />
      </Box>
    </Tooltip>
  );
}

function DemoLink({ url, label }: { readonly url: string; readonly label: string }): ReactNode {
  return (
    <Tooltip title={t.common.common.demoHint} describeChild>
      <Button
        component="a"
        href={url}
        target="_blank"
        rel="noreferrer"
        endIcon={<OpenInNew sx={{ width: 14, ml: -0.5 }} />}
        onClick={(event) => {
          event.preventDefault();
          void invoke('links.open', { url });
        }}
        // In a window of 1280 pixels the state's sentence needs the room.
        sx={{ px: 0.75, '& .MuiButton-endIcon': { display: { xs: 'none', xl: 'inherit' } } }}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
