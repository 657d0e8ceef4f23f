import { Box, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import type { AppError } from '../../../src-shared/errors.ts';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import { t } from '../../../src-shared/text/text.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { AboutLine, Born } from '../../components/AboutLine.tsx';
import { useMoment } from '../../stores/clinic.ts';
import { useTyped } from '../../stores/typed.ts';
import { AddressDialog } from './AddressDialog.tsx';
import { AttentionBody } from './AttentionBody.tsx';
import { KindIcon } from './KindIcon.tsx';
import { WayButtons } from './WayButtons.tsx';

interface Props {
  readonly item: AttentionItem;
  /** After something was done about it, with the words that say so. */
  readonly onDone: (words: string) => void;
  /** It could not be done: something is otherwise than it was drawn, say. */
  readonly onRefused: (error: AppError) => void;
  readonly onOpenRequest: (id: string) => void;
}

/** One thing that needs attention, and what can be done about it. */
export function AttentionCard({ item, onDone, onRefused, onOpenRequest }: Props): ReactNode {
  const moment = useMoment();
  const action = useAttempt();
  const titleId = useId();
  const name = `attention/${item.kind}/${item.id}`;
  const [correcting, setCorrecting] = useTyped(`${name}/correcting`, false);
  // Outlives the dialog: closing it loses nothing.
  const [typed, setTyped, forgetTyped] = useTyped<string | null>(`${name}/address`, null);
  const named = namedIn(item);
  return (
    <Box
      component="article"
      aria-label={t.attention.itemName(item, moment)}
      sx={{ bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1, px: 2, py: 1.5 }}
    >
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
        <KindIcon kind={item.kind} />
        <Typography
          id={titleId}
          component="h3"
          variant="h3"
          sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}
        >
          {t.attention.itemTitle(item)}
          {named === null ? null : (
            <>
              {' · '}
              <bdi>{named.patientName}</bdi>
              <Born birthDate={named.birthDate} />
            </>
          )}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ whiteSpace: 'nowrap' }}>
          {t.attention.sinceWords(item.at, moment.now, moment.zone)}
        </Typography>
      </Box>
      <Box sx={{ pl: '28px' }}>
        {named === null ? null : <AboutLine visit={named.visit} named={named} />}
        <AttentionBody item={item} moment={moment} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.25 }}>
          <WayButtons
            item={item}
            busy={action.busy}
            run={async (act, done) => {
              const tried = await action.run(async () => {
                const result = await act();
                if (!result.ok) onRefused(result.error);
                return result;
              });
              if (tried) onDone(done);
            }}
            onOpenRequest={onOpenRequest}
            onCorrect={() => setCorrecting(true)}
          />
        </Box>
      </Box>
      {correcting && item.kind === 'mail' && item.patient !== null ? (
        <AddressDialog
          item={item}
          patient={item.patient}
          typed={typed}
          onType={setTyped}
          onClose={() => setCorrecting(false)}
          onDone={() => {
            setCorrecting(false);
            forgetTyped();
            onDone(t.attention.correctedSentence('email', item.patientName));
          }}
        />
      ) : null}
    </Box>
  );
}

/** Whom it concerns, and which visit; null for nobody. */
function namedIn(item: AttentionItem) {
  if (item.kind === 'sheet') return null;
  if (item.kind !== 'quarantine') return item;
  const { asks } = item;
  return asks === null || (asks.patientName === null && asks.visit === null)
    ? null
    : { ...asks, patientName: asks.patientName ?? t.details.UNKNOWN.patient };
}
