import FactCheckOutlined from '@mui/icons-material/FactCheckOutlined';
import PersonAddOutlined from '@mui/icons-material/PersonAddOutlined';
import { Box, Button, Chip, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { UserView } from '../../../../src-shared/ipc/session-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { useQuery } from '../../../api/use-query.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { Initials } from '../../../components/Initials.tsx';
import { useMayManage, useSession } from '../../../stores/session.ts';
import { Field } from '../Field.tsx';
import { RecordDialog } from '../record/RecordDialog.tsx';
import { Part, SectionFrame } from '../SectionFrame.tsx';
import { useSection } from '../use-section.ts';
import { NewPinDialog, RemoveDialog, UserDialog } from './UserDialogs.tsx';

/** Settings, Users: who signs in at this desk, and when it locks itself. */
export function UsersSection(): ReactNode {
  const { form, problems, unsaved, edit } = useSection('users');
  const mayManage = useMayManage();
  const text = t.users.usersText;
  return (
    <SectionFrame
      id="users"
      unsaved={unsaved}
      after={
        mayManage ? (
          <Box sx={{ mt: 4, mb: 4 }}>
            <Part title={text.title} hint={text.hint}>
              <Users />
            </Part>
            <OpenRecord />
          </Box>
        ) : null
      }
    >
      <Box sx={{ maxWidth: 520 }}>
        <Field
          field="idleMinutes"
          label={text.idle}
          hint={text.idleHint}
          value={form.idleMinutes}
          problems={problems}
          onText={(idleMinutes) => edit({ idleMinutes })}
          slotProps={{ htmlInput: { inputMode: 'numeric' } }}
          fullWidth
        />
      </Box>
    </SectionFrame>
  );
}

function OpenRecord(): ReactNode {
  const [open, setOpen] = useState(false);
  const text = t.record.recordText;
  return (
    <Box sx={{ mt: 4 }}>
      <Part title={text.title} hint={text.hint}>
        <Button
          variant="outlined"
          size="medium"
          startIcon={<FactCheckOutlined />}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          {text.open}
        </Button>
      </Part>
      {open ? <RecordDialog onClose={() => setOpen(false)} /> : null}
    </Box>
  );
}

type Asked =
  | { readonly what: 'add' }
  | { readonly what: 'change' | 'pin' | 'remove'; readonly user: UserView };

function Users(): ReactNode {
  const { data: users, error, refetch } = useQuery('users.list', undefined);
  const [asked, ask] = useState<Asked | null>(null);
  const you = useSession().data?.user?.id ?? null;
  const text = t.users.usersText;
  const ends = {
    onClose: () => ask(null),
    onDone: () => {
      ask(null);
      refetch();
    },
  };
  return (
    <>
      <ErrorNotice error={error} onRetry={refetch} />
      <Box
        component="ul"
        aria-label={text.title}
        sx={{ listStyle: 'none', m: 0, p: 0, border: 1, borderColor: 'divider', borderRadius: 2 }}
      >
        {(users ?? []).map((user) => (
          <UserRow key={user.id} user={user} isYou={user.id === you} onAsk={ask} />
        ))}
      </Box>
      <Button
        variant="outlined"
        size="medium"
        startIcon={<PersonAddOutlined />}
        aria-haspopup="dialog"
        onClick={() => ask({ what: 'add' })}
        sx={{ mt: 1.5 }}
      >
        {text.add}
      </Button>
      {asked?.what === 'add' ? <UserDialog user={null} {...ends} /> : null}
      {asked?.what === 'change' ? <UserDialog user={asked.user} {...ends} /> : null}
      {asked?.what === 'pin' ? <NewPinDialog user={asked.user} {...ends} /> : null}
      {asked?.what === 'remove' ? <RemoveDialog user={asked.user} {...ends} /> : null}
    </>
  );
}

function UserRow({
  user,
  isYou,
  onAsk,
}: {
  readonly user: UserView;
  readonly isYou: boolean;
  readonly onAsk: (asked: Asked) => void;
}): ReactNode {
  const text = t.users.usersText;
  const button = (what: 'change' | 'pin' | 'remove', label: string): ReactNode => (
    <Button
      aria-label={`${label}: ${user.name}`}
      aria-haspopup="dialog"
      color={what === 'remove' ? 'error' : 'primary'}
      onClick={() => onAsk({ what, user })}
    >
      {label}
    </Button>
  );
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        alignItems: 'center',
        flexWrap: 'wrap',
        gap: 1.5,
        px: 1.5,
        py: 1.25,
        '& + &': { borderTop: 1, borderColor: 'divider' },
      }}
    >
      <Initials name={user.name} size={34} />
      <Box sx={{ flex: '1 1 200px', minWidth: 0 }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          <bdi>{user.name}</bdi>
          {isYou ? <Chip size="small" label={text.you} sx={{ ml: 1 }} /> : null}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t.users.USER_ROLE[user.role]}
          {user.byClick ? ` · ${text.byClick}` : ''}
          {user.waits ? ` · ${text.waits}` : ''}
        </Typography>
      </Box>
      <Box sx={{ display: 'flex', gap: 0.5 }}>
        {button('change', text.change)}
        {button('pin', text.newPin)}
        {isYou ? null : button('remove', text.remove)}
      </Box>
    </Box>
  );
}
