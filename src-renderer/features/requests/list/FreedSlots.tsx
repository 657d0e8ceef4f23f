import EventAvailableOutlined from '@mui/icons-material/EventAvailableOutlined';
import { Alert, Box, Button } from '@mui/material';
import type { ReactNode } from 'react';
import { aboutRequest } from '../../../../src-shared/domain/draft.ts';
import { plainDateOf, plainTimeOf } from '../../../../src-shared/domain/time.ts';
import type { FreedSlotView } from '../../../../src-shared/ipc/appointment-views.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { Fold } from '../../../components/Fold.tsx';
import { useDialogs } from '../../../stores/dialogs.ts';
import { useDrafts } from '../../../stores/drafts.ts';
import { slotKey, useFreedSlots } from '../../../stores/freed-slots.ts';
import { useInbox } from '../../../stores/inbox.ts';
import { sayNotShown, showRequest } from '../../../stores/show-request.ts';
import { prefill } from '../../visit/form/prefill.ts';

interface Props {
  readonly slots: readonly FreedSlotView[];
  readonly moment: Moment;
}

/** Times that decisions gave back, with the open requests they would suit. Nothing where there is none. */
export function FreedSlots({ slots, moment }: Props): ReactNode {
  const { dismissed, dismiss } = useFreedSlots();
  const shown = slots.filter((slot) => !dismissed.has(slotKey(slot)));
  if (shown.length === 0) return null;
  return (
    <Box
      component="section"
      aria-label={t.freedSlots.freedText.region}
      sx={{ px: 2, py: 0.5, flexShrink: 0, maxHeight: '40vh', overflow: 'auto' }}
    >
      <Fold>
        {shown.map((slot) => (
          <Alert
            key={slotKey(slot)}
            severity="info"
            icon={<EventAvailableOutlined fontSize="inherit" />}
            closeText={t.freedSlots.freedText.dismiss}
            onClose={() => dismiss(slot)}
          >
            {t.freedSlots.freedSentence(slot, moment)}{' '}
            <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', columnGap: 1.5 }}>
              {slot.suits.map((one) => (
                <Button
                  key={one.requestId}
                  color="inherit"
                  sx={{ py: 0, px: 0, minWidth: 0, textDecoration: 'underline', textAlign: 'left' }}
                  onClick={() => void offer(slot, one.requestId, moment.zone)}
                >
                  {t.freedSlots.offerTo(one, moment)}
                </Button>
              ))}
              {slot.suits.length < 2 ? null : (
                <Button color="inherit" variant="outlined" sx={{ py: 0 }} onClick={() => offerAll(slot)}>
                  {t.freedSlots.freedText.offerToSeveral}
                </Button>
              )}
            </Box>
          </Alert>
        ))}
      </Fold>
    </Box>
  );
}

/** Asks to which of those whom it would suit the time is to be offered at once. */
function offerAll({ practitionerId, practitionerName, start, suits }: FreedSlotView): void {
  const requestIds = suits.map(({ requestId }) => requestId);
  useDialogs.getState().ask({
    asks: 'offer',
    offer: { practitionerId, practitionerName, start, requestIds },
  });
}

/** Opens the request's form with the freed time; what else was typed there stays. */
async function offer(slot: FreedSlotView, requestId: string, zone: string): Promise<void> {
  const detail = await invoke('requests.get', { id: requestId });
  if (!detail.ok) return sayNotShown(detail.error);
  const { row, draft } = detail.value;
  useDrafts.getState().edit(
    aboutRequest(requestId),
    {
      practitionerId: slot.practitionerId,
      date: plainDateOf(slot.start, zone),
      time: plainTimeOf(slot.start, zone),
    },
    draft ?? prefill(row, zone),
  );
  useInbox.getState().toggle(requestId, true);
  await showRequest(requestId);
}
