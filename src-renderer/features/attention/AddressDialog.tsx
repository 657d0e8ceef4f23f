import { Button, Typography } from '@mui/material';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { readEmailAddress } from '../../../src-shared/domain/email-address.ts';
import type { ErrorCode } from '../../../src-shared/errors.ts';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import type { PatientCard } from '../../../src-shared/ipc/basics.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { AboutVisit } from '../../components/AboutVisit.tsx';
import { ContactField } from '../../components/ContactField.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useDecisions } from '../../stores/decisions.ts';
import { Facts } from './Facts.tsx';

interface Props {
  readonly item: Extract<AttentionItem, { kind: 'mail' }>;
  /** As they are on file now. */
  readonly patient: PatientCard;
  /** What has been typed; `null`: nothing yet. */
  readonly typed: string | null;
  readonly onType: (address: string) => void;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks for the address to which a refused e-mail is to go, and which is to be on file from now on. */
export function AddressDialog({ item, patient, typed, onType, onClose, onDone }: Props): ReactNode {
  // As it was when somebody looked: what changes meanwhile is refused, not overwritten, and shown then.
  const [drawn, setDrawn] = useState(patient);
  const newest = useRef(patient);
  useEffect(() => {
    newest.current = patient;
  }, [patient]);
  // Most often a letter or two are wrong.
  const address = typed ?? drawn.email ?? item.toAddress;
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const action = useAttempt();
  const submit = async (): Promise<void> => {
    const found = problemOf(address, item.toAddress);
    setProblem(found);
    if (found !== null) return;
    const done = await action.run(async () => {
      const result = await invoke('attention.correctAddress', {
        mailId: item.id,
        patientId: drawn.id,
        onFile: drawn.email,
        address,
      });
      if (result.ok)
        useDecisions.getState().offerUndo({
          ...result.value,
          sentence: t.attention.correctedSentence('email', drawn.name),
          detail: t.visit.bornWords(drawn.birthDate),
          about: null,
        });
      else if (result.error.code === 'address-moved') {
        onType(address);
        setDrawn(newest.current);
      }
      return result;
    });
    if (done) onDone();
  };
  return (
    <FormDialog
      title={t.attention.attentionText.correctAddress}
      about={
        <AboutVisit
          action={t.attention.itemTitle(item)}
          patientName={drawn.name}
          patientId={drawn.id}
          visit={null}
          times={[]}
        />
      }
      maxWidth="sm"
      onClose={onClose}
      onSubmit={() => void submit()}
      actions={
        <>
          <Button onClick={onClose}>{t.common.common.cancel}</Button>
          <Button type="submit" variant="contained" disabled={action.busy}>
            {t.attention.attentionText.correctAddress}
          </Button>
        </>
      }
    >
      <Facts
        facts={[
          ...(item.toAddress === '' ? [] : [[t.attention.attentionText.tried, item.toAddress] as const]),
          [t.attention.attentionText.onFile, drawn.email ?? t.attention.attentionText.noneOnFile],
          [t.attention.attentionText.phone, drawn.phone ?? t.attention.attentionText.noPhone],
        ]}
      />
      <ContactField
        system="email"
        value={address}
        problem={problem === null ? null : t.errors.ERROR_SENTENCES[problem]}
        onType={(value) => {
          onType(value);
          setProblem(null);
        }}
      />
      <Typography variant="body2" color="textSecondary">
        {t.attention.attentionText.correctHint}{' '}
        {item.others === 0 ? null : t.attention.alsoWords(item.others)}
      </Typography>
      <ErrorNotice error={action.error} />
    </FormDialog>
  );
}

function problemOf(address: string, tried: string): ErrorCode | null {
  const read = readEmailAddress(address);
  if (read === null) return 'address-invalid';
  return read.toLowerCase() === tried.toLowerCase() ? 'address-same' : null;
}
