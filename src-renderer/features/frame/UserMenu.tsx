import KeyOutlined from '@mui/icons-material/KeyOutlined';
import LockOutlined from '@mui/icons-material/LockOutlined';
import PeopleAltOutlined from '@mui/icons-material/PeopleAltOutlined';
import {
  Box,
  IconButton,
  ListItemIcon,
  ListItemText,
  Menu,
  MenuItem,
  Tooltip,
  Typography,
} from '@mui/material';
import { type ReactNode, useId, useRef, useState } from 'react';
import { SHORTCUTS } from '../../../src-shared/shortcuts.ts';
import { t } from '../../../src-shared/text/text.ts';
import { Initials } from '../../components/Initials.tsx';
import { lockDesk, useSession } from '../../stores/session.ts';
import { ChangeSecretDialog } from './ChangeSecretDialog.tsx';

/** Who is signed in, and how they leave or make room for somebody else. */
export function UserMenu(): ReactNode {
  const user = useSession().data?.user ?? null;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const [changing, setChanging] = useState(false);
  if (user === null) return null;
  const text = t.users.userMenuText;
  const item = (icon: ReactNode, label: string, run: () => void, keys?: string): ReactNode => (
    <MenuItem
      onClick={() => {
        setOpen(false);
        run();
      }}
    >
      <ListItemIcon>{icon}</ListItemIcon>
      <ListItemText>{label}</ListItemText>
      {keys === undefined ? null : (
        <Typography variant="caption" color="textSecondary" aria-hidden sx={{ ml: 3 }}>
          {t.shortcuts.keyWords(keys)}
        </Typography>
      )}
    </MenuItem>
  );
  return (
    <>
      <Tooltip title={text.open(user.name)}>
        <IconButton
          ref={button}
          aria-label={text.open(user.name)}
          aria-haspopup="menu"
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(true)}
          sx={{ flexShrink: 0, p: 0.5, ml: -1 }}
        >
          <Initials name={user.name} size={26} />
        </IconButton>
      </Tooltip>
      <Menu
        id={id}
        anchorEl={() => button.current}
        open={open}
        onClose={() => setOpen(false)}
        slotProps={{ list: { 'aria-label': text.open(user.name), dense: true } }}
      >
        <Box component="li" role="none" sx={{ px: 2, pt: 0.5, pb: 1, maxWidth: 320 }}>
          <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
            <bdi>{user.name}</bdi>
          </Typography>
          <Typography variant="caption" color="textSecondary">
            {t.users.USER_ROLE[user.role]}
          </Typography>
        </Box>
        {item(
          <LockOutlined fontSize="small" />,
          text.lock,
          () => void lockDesk(true),
          SHORTCUTS.lock.menu[0],
        )}
        {item(<PeopleAltOutlined fontSize="small" />, text.switchUser, () => void lockDesk(false))}
        {item(<KeyOutlined fontSize="small" />, text.changeSecret, () => setChanging(true))}
      </Menu>
      {changing ? <ChangeSecretDialog user={user} onClose={() => setChanging(false)} /> : null}
    </>
  );
}
