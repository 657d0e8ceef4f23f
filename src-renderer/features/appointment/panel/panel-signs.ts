import type { AppointmentDetail } from '../../../../src-shared/ipc/schedule-views.ts';
import type { Moment } from '../../../../src-shared/text/subjects.ts';
import { t } from '../../../../src-shared/text/text.ts';
import type { Sign } from '../../../components/SignList.tsx';

/** What was answered to an appointment, and what is still on its way about it: to the portal, and to the patient. */
export function signsOf(
  detail: Pick<AppointmentDetail, 'appointment' | 'answers' | 'delivery' | 'mail'>,
  moment: Moment,
): Sign[] {
  const delivery = t.requestSentences.deliverySentence(detail);
  const mail = t.requestSentences.mailSentence(detail);
  const { patientName } = detail.appointment;
  return [
    ...detail.answers.map((given, index) => ({
      key: `answer ${index}`,
      tone: 'problem' as const,
      text: t.portalAnswers.visitAnswerSentence(given, patientName, moment),
    })),
    ...(delivery === null ? [] : [{ key: 'delivery', tone: delivery.level, text: delivery.text }]),
    ...(mail === null ? [] : [{ key: 'mail', tone: mail.level, text: mail.text }]),
  ];
}

/** The open requests about an appointment, or about the one it is proposed instead of. */
export const requestIdsOf = ({
  appointment,
  counterparts,
}: Pick<AppointmentDetail, 'appointment' | 'counterparts'>): readonly string[] => [
  ...new Set([...appointment.requestIds, ...counterparts.flatMap(({ requestIds }) => requestIds)]),
];
