import CloudOffOutlined from '@mui/icons-material/CloudOffOutlined';
import EventBusyOutlined from '@mui/icons-material/EventBusyOutlined';
import PrintDisabledOutlined from '@mui/icons-material/PrintDisabledOutlined';
import QuestionAnswerOutlined from '@mui/icons-material/QuestionAnswerOutlined';
import ReportGmailerrorred from '@mui/icons-material/ReportGmailerrorred';
import SyncProblem from '@mui/icons-material/SyncProblem';
import UnsubscribeOutlined from '@mui/icons-material/UnsubscribeOutlined';
import type { SvgIconProps } from '@mui/material';
import type { ElementType, ReactNode } from 'react';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';

const ICON: Readonly<Record<AttentionItem['kind'], ElementType<SvgIconProps>>> = {
  mail: UnsubscribeOutlined,
  decision: CloudOffOutlined,
  conflict: SyncProblem,
  'double-booking': EventBusyOutlined,
  'address-conflict': SyncProblem,
  'visit-answer': QuestionAnswerOutlined,
  'late-answer': QuestionAnswerOutlined,
  quarantine: ReportGmailerrorred,
  sheet: PrintDisabledOutlined,
};

/** Nothing has failed: somebody has to look. */
const TO_ASK: readonly AttentionItem['kind'][] = ['quarantine', 'visit-answer', 'late-answer'];

/** What kind of problem it is; the words beside it say the same. */
export function KindIcon({ kind }: { readonly kind: AttentionItem['kind'] }): ReactNode {
  const Icon = ICON[kind];
  return (
    <Icon
      fontSize="small"
      color={TO_ASK.includes(kind) ? 'warning' : 'error'}
      aria-hidden
      sx={{ alignSelf: 'center' }}
    />
  );
}
