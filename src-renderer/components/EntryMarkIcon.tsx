import EventRepeat from '@mui/icons-material/EventRepeat';
import GroupsOutlined from '@mui/icons-material/GroupsOutlined';
import MarkEmailUnread from '@mui/icons-material/MarkEmailUnreadOutlined';
import type { SvgIconProps } from '@mui/material';
import type { ElementType, ReactNode } from 'react';
import type { EntryMark } from '../../src-shared/text/subjects.ts';

const ICON: Readonly<Record<EntryMark['of'], ElementType<SvgIconProps>>> = {
  change: EventRepeat,
  offer: GroupsOutlined,
  requests: MarkEmailUnread,
};

/** What a mark of an entry is about; the words beside it say the same. */
export function EntryMarkIcon({ of }: Pick<EntryMark, 'of'>): ReactNode {
  const Icon = ICON[of];
  return <Icon fontSize="inherit" aria-hidden />;
}
