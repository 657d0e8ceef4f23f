import { Box, Checkbox, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { standsAt } from '../../../../src-shared/domain/appointment.ts';
import type { ManyAct } from '../../../../src-shared/domain/many-requests.ts';
import type { NextSlot } from '../../../../src-shared/domain/next-slots.ts';
import type { RequestRow } from '../../../../src-shared/ipc/request-views.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { clock } from '../../../api/clock.ts';
import { FRAMED_LINE, FRAMED_LIST } from '../../../components/framed-list.ts';
import { TimeSelect } from '../../../components/TimeSelect.tsx';
import { useZone } from '../../../stores/clinic.ts';
import type { ManyItem, ManyPlan } from './use-many.ts';

interface Props {
  /** What the list is called. */
  readonly label: string;
  readonly items: readonly ManyItem[];
  /** All have the one time: none is there to choose from. */
  readonly isOneTime: boolean;
  readonly onInclude: (id: string, included: boolean) => void;
  readonly onChoose: (id: string, slot: NextSlot) => void;
}

/** Those that would be decided: who, from when to when, and the patient's words; each can be left out, or have another time. */
export function ManyList({ label, items, isOneTime, onInclude, onChoose }: Props): ReactNode {
  const zone = useZone();
  if (items.length === 0) return null;
  const moment = { zone, now: clock.now() };
  return (
    <Box component="ul" aria-label={label} sx={LIST}>
      {items.map(({ row, slot, times, included }) => (
        <Box
          component="li"
          key={row.id}
          sx={{ ...FRAMED_LINE, gridTemplateColumns: '28px minmax(0, 1fr)', opacity: included ? 1 : 0.6 }}
        >
          <Checkbox
            size="small"
            checked={included}
            onChange={(_, checked) => onInclude(row.id, checked)}
            slotProps={{ input: { 'aria-label': t.many.include(row.patientName) } }}
            sx={{ p: 0.25 }}
          />
          <Box sx={{ minWidth: 0 }}>
            <Typography variant="body2" component="p" noWrap>
              <b>
                <bdi>{row.patientName}</bdi>
              </b>{' '}
              · <bdi>{row.appointment.practitionerName}</bdi>
              {kindOf(row)}
            </Typography>
            <Typography
              variant="body2"
              component="p"
              noWrap
              sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}
            >
              {fromTo(row, isOneTime ? slot : slot === null ? row.requested : null, moment)}
              {slot === null || isOneTime ? null : (
                <TimeSelect
                  label={t.many.newTimeOf(row.patientName)}
                  slot={slot}
                  times={times}
                  words={({ start }) => t.times.shortDateTime(start, moment.now, moment.zone)}
                  onChoose={(chosen) => onChoose(row.id, chosen)}
                />
              )}
            </Typography>
            {row.note.trim() === '' ? null : (
              <Typography
                variant="caption"
                component="p"
                color="textSecondary"
                noWrap
                title={row.note.trim()}
              >
                <bdi>{t.common.quoted(row.note.trim().slice(0, NOTE_SHOWN))}</bdi>
              </Typography>
            )}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

const NOTE_SHOWN = 300;

const LIST = { ...FRAMED_LIST, maxHeight: 380, overflow: 'auto' } as const;

/** A time that is to be cancelled and one that is to be booked must not look the same. */
const kindOf = ({ kind }: RequestRow): string =>
  kind === 'reschedule' ? '' : ` · ${t.requests.TITLE[kind]}`;

function fromTo(row: RequestRow, to: { readonly start: number } | null, { now, zone }: Moment): string {
  const { kind, requested } = row;
  const stands = standsAt(row.appointment);
  const at = (time: { readonly start: number } | null): string =>
    time === null ? t.requests.words.noTimeGiven : t.times.shortDateTime(time.start, now, zone);
  if (kind !== 'reschedule') return at(stands ?? requested);
  return stands === null || to === null
    ? at(stands ?? to)
    : `${at(stands)} → ${t.times.timeAfter(stands.start, to.start, now, zone)}`;
}

/** Those that are left out, and why. They stay selected. */
export function LeftOutList({ plan, act }: { readonly plan: ManyPlan; readonly act: ManyAct }): ReactNode {
  const zone = useZone();
  const moment = { zone, now: clock.now() };
  const names = new Map(
    [...plan.items, ...plan.leftOut].map(({ row }) => [row.id, row.patientName] as const),
  );
  return (
    <>
      {plan.leftOut.length === 0 ? null : (
        <Box>
          <Typography component="h3" variant="h3" sx={{ mb: 0.5 }}>
            {t.common.withCount(t.many.leftOutTitle(act), plan.leftOut.length)}
          </Typography>
          <Box component="ul" aria-label={t.many.leftOutTitle(act)} sx={LIST} tabIndex={0}>
            {plan.leftOut.map(({ row, why }) => (
              <Box component="li" key={row.id} sx={{ px: 1, py: 0.5 }}>
                <Typography variant="body2" component="p" noWrap>
                  <b>
                    <bdi>{row.patientName}</bdi>
                  </b>{' '}
                  {kindOf(row)} · {fromTo(row, row.requested, moment)}
                </Typography>
                <Typography variant="caption" component="p" sx={{ color: 'warning.main', fontWeight: 600 }}>
                  {t.many.whyLeftOut(why, row, act, names, moment)}
                </Typography>
              </Box>
            ))}
          </Box>
        </Box>
      )}
      {plan.gone === 0 ? null : <Note>{t.many.gone(plan.gone)}</Note>}
      {plan.later === 0 ? null : <Note>{t.many.later(plan.later)}</Note>}
    </>
  );
}

function Note({ children }: { readonly children: string }): ReactNode {
  return (
    <Typography variant="body2" color="textSecondary">
      {children}
    </Typography>
  );
}
