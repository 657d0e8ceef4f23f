import PhoneOutlined from '@mui/icons-material/PhoneOutlined';
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import type { Moment } from '../../../src-shared/text/subjects.ts';
import { t } from '../../../src-shared/text/text.ts';
import { PlainText } from '../../components/PlainText.tsx';
import { Script } from '../../components/Script.tsx';
import { Facts } from './Facts.tsx';
import { ResourceText } from './ResourceText.tsx';

interface Props {
  readonly item: AttentionItem;
  readonly moment: Moment;
}

/** What happened, in words, and what can be done. */
export function AttentionBody({ item, moment }: Props): ReactNode {
  switch (item.kind) {
    case 'mail':
      return (
        <>
          <PlainText>{t.attention.mailSentence(item.toAddress, item.subject)}</PlainText>
          <Answer text={item.error} />
          <Recipient item={item} />
          <Hint>{t.attention.mailHint(item, moment.now)}</Hint>
          <Script label={t.attention.attentionText.script} text={item.script} />
        </>
      );
    case 'decision':
      return (
        <>
          <PlainText>{t.attention.decisionSentence(item)}</PlainText>
          <Answer text={item.error} />
          <Hint>{t.attention.takeBackHint(item)}</Hint>
        </>
      );
    case 'conflict':
      return (
        <>
          <PlainText>{t.requestSentences.changedSentence(item.note, moment)}</PlainText>
          {item.takenBy.length === 0 ? null : (
            <PlainText sx={{ color: 'error.main' }}>
              {t.attention.takenSentence(item.takenBy, moment.zone)}
            </PlainText>
          )}
          <Hint>{t.attention.conflictHint(item)}</Hint>
        </>
      );
    case 'double-booking':
      return (
        <>
          <PlainText sx={{ color: 'error.main' }}>
            {t.attention.doubleBookingSentence(item, moment)}
          </PlainText>
          <Hint>
            {item.over
              ? t.attention.attentionText.doubleBookingOverHint
              : t.attention.attentionText.doubleBookingHint}
          </Hint>
        </>
      );
    case 'visit-answer':
      return (
        <>
          <PlainText>{t.portalAnswers.visitAnswerSentence(item.given, item.patientName, moment)}</PlainText>
          <Hint>{t.attention.attentionText.visitAnswerHint}</Hint>
        </>
      );
    case 'late-answer':
      return (
        <>
          <PlainText>{t.portalAnswers.lateAnswerSentence(item.given, item, moment)}</PlainText>
          <PlainText>{t.attention.standingSentence(item.standing, moment)}</PlainText>
          <Recipient item={item} />
          <Hint>{t.attention.attentionText.lateAnswerHint}</Hint>
        </>
      );
    case 'address-conflict':
      return (
        <>
          <PlainText>{t.attention.addressConflictSentence(item)}</PlainText>
          <Facts
            facts={[
              [t.attention.attentionText.inPortal, item.inPortal ?? t.attention.attentionText.noneOnFile],
              [t.attention.enteredWords(item.enteredBy), item.entered],
            ]}
          />
          <Recipient item={item} />
          <Hint>{t.attention.attentionText.chooseHint}</Hint>
        </>
      );
    case 'quarantine':
      return item.choices.length > 0 ? (
        <>
          <Hint>{t.attention.attentionText.chooseTimeHint}</Hint>
          <ResourceText text={item.resource} />
        </>
      ) : (
        <>
          <PlainText>{`${item.resourceType}/${item.resourceId}: ${t.attention.quarantineSentence(item.reason)}`}</PlainText>
          {item.detail === '' ? null : <PlainText color="textSecondary">{item.detail}</PlainText>}
          {item.asks === null || item.asks.times.length === 0 ? null : (
            <PlainText>{t.attention.namesTimesSentence(item.asks.times, moment)}</PlainText>
          )}
          {item.takes === null ? null : (
            <PlainText>{t.attention.unreadVisitSentence(item.takes, moment)}</PlainText>
          )}
          {item.takes === null || item.takes.meets.length === 0 ? null : (
            <PlainText sx={{ color: 'error.main' }}>
              {t.attention.meetsSentence(item.takes.meets, moment.zone)}
            </PlainText>
          )}
          {item.takes === null || item.takes.earlier === null ? null : (
            <PlainText sx={{ color: 'error.main' }}>
              {t.attention.earlierSentence(item.takes.earlier, moment)}
            </PlainText>
          )}
          <Hint>{t.attention.attentionText.quarantineHint}</Hint>
          <ResourceText text={item.resource} />
        </>
      );
    case 'sheet':
      return (
        <>
          <PlainText>{item.folder}</PlainText>
          <PlainText sx={{ color: 'error.main' }}>{t.errors.errorSentence({ code: item.code })}</PlainText>
          <Hint>{t.attention.attentionText.sheetHint}</Hint>
        </>
      );
  }
}

/** Who it is for, and how else to reach them. */
function Recipient({
  item,
}: {
  readonly item: Extract<AttentionItem, { kind: 'mail' | 'late-answer' | 'address-conflict' }>;
}): ReactNode {
  const { patient } = item;
  if (patient === null) return null;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', columnGap: 1, my: 0.5 }}>
      <PhoneOutlined fontSize="small" aria-hidden />
      <Typography sx={{ fontWeight: 700, userSelect: 'all' }}>
        {patient.phone ?? t.attention.attentionText.noPhone}
      </Typography>
      {/* Of whom, where the file calls them otherwise than the e-mail did. */}
      {patient.name === item.patientName ? null : (
        <Typography variant="body2" color="textSecondary">
          <bdi>{patient.name}</bdi>
        </Typography>
      )}
    </Box>
  );
}

function Answer({ text }: { readonly text: string }): ReactNode {
  return text === '' ? null : (
    <PlainText sx={{ color: 'error.main' }}>{t.attention.answerWords(text)}</PlainText>
  );
}

function Hint({ children }: { readonly children: string }): ReactNode {
  return (
    <Typography variant="body2" color="textSecondary" sx={{ mt: 0.5 }}>
      {children}
    </Typography>
  );
}
