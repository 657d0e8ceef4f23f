import { Alert, Box, Button, LinearProgress, Typography } from '@mui/material';
import { type ReactNode, useRef, useState } from 'react';
import type { ManyAct } from '../../../../src-shared/domain/many-requests.ts';
import type { RequestKind } from '../../../../src-shared/domain/request.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { clock } from '../../../api/clock.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { FormDialog } from '../../../components/FormDialog.tsx';
import { useHint } from '../../../keyboard/use-hint.ts';
import { useClinic, useZone } from '../../../stores/clinic.ts';
import type { OfferedTime } from '../../../stores/dialogs.ts';
import { useSelection } from '../../../stores/selection.ts';
import { IN_DIALOG, useTyped } from '../../../stores/typed.ts';
import { EmailPreview } from '../../visit/decide/EmailPreview.tsx';
import { pickedReason, readWords, reasonsFor } from '../../visit/decide/open-decision.ts';
import { previewWords } from '../../visit/decide/preview-words.ts';
import { ReasonFields } from '../../visit/decide/ReasonFields.tsx';
import { usePreview } from '../../visit/decide/use-preview.ts';
import { EMPTY_FORM, type FilledDraft } from '../../visit/form/use-draft.ts';
import { HowFar } from './HowFar.tsx';
import { LeftOutList, ManyList } from './ManyList.tsx';
import { manyCommand } from './many-command.ts';
import { givesTogether, runMany, type ToDecide, type Went } from './run-many.ts';
import { type ManyItem, useMany } from './use-many.ts';

interface Props {
  readonly act: ManyAct;
  /** Of **Offer to several**: the time, and whom it would suit; otherwise it is about those that are selected. */
  readonly offer?: OfferedTime;
  readonly onClose: () => void;
}

/**
 * One dialog for all that are selected: what will happen to how many, who is left out and why; then how far it has come, with
 * **Stop**. What is done stays done; what is not done stays selected.
 */
export function ManyDialog({ act, offer, onClose }: Props): ReactNode {
  const { rules } = useClinic();
  const hint = useHint('send');
  const { plan, error, lookedFor, include, choose } = useMany(act, offer ?? null);
  const [draft, setDraft] = useTyped<FilledDraft>(`${IN_DIALOG}many/${act}/words`, EMPTY_FORM);
  const [asked, setAsked] = useState(false);
  const [went, setWent] = useState<Went | null>(null);
  const [state, setState] = useState<'asking' | 'running' | 'stopping' | 'ended'>('asking');
  const stopped = useRef(false);
  const reasonField = useRef<HTMLSelectElement>(null);

  const items = plan?.items.filter(({ included }) => included) ?? [];
  const [offerId] = useState(() => crypto.randomUUID());
  const shared =
    offer !== undefined && items.length > 1 ? { offer: offerId, others: items.length - 1 } : null;
  const asksForWords = act !== 'approve' || items.some(({ row }) => row.kind === 'cancel');
  // Why the time suits them the patients know: they have asked for it, or nearly.
  const asksAs = act === 'offer' ? 'message' : act;
  const reasons = asksForWords ? reasonsFor(asksAs, rules.reasons) : null;
  const picked = pickedReason(draft, asksAs, reasons);
  const said = readWords(draft, picked);
  const nothingSaid = act === 'message' && draft.message.trim() === '';
  const toDecide: readonly ToDecide[] | null =
    said.ok && !nothingSaid
      ? items.flatMap(({ row, slot }) => {
          const command = manyCommand(act, row, said.value, slot, shared);
          return command === null ? [] : [{ row, command }];
        })
      : null;
  const first = toDecide?.[0];
  const { preview, loading } = usePreview(
    first === undefined || state !== 'asking' ? null : { on: 'request', ...first },
  );

  const send = async (): Promise<void> => {
    setAsked(true);
    if (!said.ok && said.error.reason === 'reason-missing') reasonField.current?.focus();
    if (toDecide === null || toDecide.length === 0 || state !== 'asking') return;
    setState('running');
    const end = await runMany(toDecide, givesTogether(act), () => stopped.current, setWent);
    setWent(end);
    // What is done is selected no more; the rest stays so.
    useSelection.getState().drop(end.done);
    if (end.failed.length === 0 && end.left === 0) onClose();
    else setState('ended');
  };
  const stop = (): void => {
    stopped.current = true;
    setState('stopping');
  };
  const running = state === 'running' || state === 'stopping';

  return (
    <FormDialog
      title={t.many.title(act, items.length)}
      about={
        plan === null || items.length === 0 ? null : (
          <WhatHappens act={act} items={items} offer={offer ?? null} />
        )
      }
      maxWidth="lg"
      onClose={running ? stop : onClose}
      onSubmit={() => void send()}
      actions={
        <>
          <Typography variant="caption" color="textSecondary" sx={{ flex: 1 }}>
            {state === 'asking' && items.length > 0 ? t.shortcuts.sendHint() : ''}
          </Typography>
          {running ? (
            <Button variant="outlined" onClick={stop} disabled={state === 'stopping'} autoFocus>
              {state === 'stopping' ? t.many.manyWords.stopping : t.many.manyWords.stop}
            </Button>
          ) : (
            <Button onClick={onClose} autoFocus={state === 'ended'}>
              {state === 'ended' ? t.common.common.close : t.common.common.back}
            </Button>
          )}
          {state === 'asking' ? (
            <Button
              type="submit"
              variant="contained"
              disabled={items.length < (act === 'offer' ? 2 : 1)}
              {...hint}
              {...(!asksForWords && plan !== null ? { ref: focusOnce } : {})}
            >
              {t.many.doIt(act, items.length)}
            </Button>
          ) : null}
        </>
      }
    >
      <ErrorNotice error={error} />
      {plan === null && error === null ? <Looking lookedFor={lookedFor} /> : null}
      {went === null || state === 'asking' ? null : (
        <HowFar
          doing={t.many.title(act, toDecide?.length ?? 0)}
          left={went.left}
          of={toDecide?.length ?? 0}
          ended={
            state === 'ended'
              ? t.many.ended(act, { done: went.done.length, failed: went.failed.length, left: went.left })
              : null
          }
        />
      )}
      {plan === null || state !== 'asking' ? null : (
        <>
          {plan.items.length === 0 ? <Alert severity="info">{t.many.manyWords.nothing}</Alert> : null}
          <Box
            sx={{
              display: 'grid',
              gap: 2,
              gridTemplateColumns:
                plan.items.length === 0
                  ? 'minmax(0, 1fr)'
                  : { xs: 'minmax(0, 1fr)', md: 'minmax(0, 6fr) minmax(0, 5fr)' },
            }}
          >
            <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start', pt: 0.75 }}>
              {plan.items.length === 0 || !asksForWords ? null : (
                <ReasonFields
                  draft={draft}
                  edit={(change) => setDraft((before) => ({ ...before, ...change }))}
                  reasons={reasons}
                  picked={picked}
                  problems={said.ok || !asked ? null : said.error}
                  reasonRef={reasonField}
                  {...(act === 'message'
                    ? {
                        messageMissing:
                          asked && nothingSaid ? t.errors.ERROR_SENTENCES['message-missing'] : null,
                      }
                    : {})}
                />
              )}
              <ManyList
                label={act === 'message' ? t.many.manyWords.writtenTo : t.many.manyWords.included}
                items={plan.items}
                isOneTime={act === 'offer'}
                onInclude={include}
                onChoose={choose}
              />
              <LeftOutList plan={plan} act={act} />
            </Box>
            {plan.items.length === 0 ? null : (
              <EmailPreview
                preview={preview}
                waiting={nothingSaid ? t.many.manyWords.messageFirst : previewWords(said, false, loading)}
              />
            )}
          </Box>
        </>
      )}
      {went === null || went.failed.length === 0 || state !== 'ended' ? null : (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {went.failed.map(({ row, error: why }) => (
            <Typography component="li" variant="body2" key={row.id}>
              <bdi>{row.patientName}</bdi>: {t.errors.errorSentence(why)}
            </Typography>
          ))}
        </Box>
      )}
    </FormDialog>
  );
}

/** With nothing to be filled in, the button that does it is where the keyboard stands. */
function focusOnce(button: HTMLButtonElement | null): void {
  if (button !== null && document.activeElement?.closest('form') !== button.form) button.focus();
}

function WhatHappens({
  act,
  items,
  offer,
}: {
  readonly act: ManyAct;
  readonly items: readonly ManyItem[];
  readonly offer: OfferedTime | null;
}): ReactNode {
  const count = (kind: RequestKind): number => items.filter(({ row }) => row.kind === kind).length;
  const zone = useZone();
  return (
    <Typography>
      {offer === null ? '' : t.many.offered(offer, items.length, { zone, now: clock.now() })}{' '}
      {t.many.whatHappens(act, {
        cancellations: count('cancel'),
        reschedules: count('reschedule'),
        bookings: count('new'),
        calls: items.filter(({ row }) => row.obstacles.some(({ code }) => code === 'no-email')).length,
      })}
    </Typography>
  );
}

function Looking({
  lookedFor,
}: {
  readonly lookedFor: { readonly done: number; readonly of: number } | null;
}): ReactNode {
  return (
    <Box role="status">
      <Typography variant="body2" color="textSecondary">
        {lookedFor === null
          ? t.many.manyWords.reading
          : `${t.many.manyWords.lookingForTimes} ${t.many.progress(lookedFor.done, lookedFor.of)}`}
      </Typography>
      <LinearProgress aria-hidden sx={{ mt: 1 }} />
    </Box>
  );
}
