import type { ReactNode } from 'react';
import type { SessionView } from '../../../src-shared/ipc/session-views.ts';
import type { Query } from '../../api/server-state.ts';
import { Opening } from '../../components/Opening.tsx';
import { LockScreen } from './LockScreen.tsx';
import { RecoveryKeyScreen } from './RecoveryKeyScreen.tsx';
import { SetUpScreen } from './SetUpScreen.tsx';

/** What stands in the window while nobody is signed in. */
export function Entry({ session }: { readonly session: Query<SessionView> }): ReactNode {
  const { data, error, refetch } = session;
  if (data === null || data.standing === 'opening') return <Opening error={error} refetch={refetch} />;
  if (data.standing === 'key-lost') return <RecoveryKeyScreen onOpened={refetch} />;
  return data.standing === 'set-up' ? <SetUpScreen /> : <LockScreen session={data} />;
}
