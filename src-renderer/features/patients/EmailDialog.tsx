import { Button, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { readEmailAddress } from '../../../src-shared/domain/email-address.ts';
import type { ErrorCode } from '../../../src-shared/errors.ts';
import type { PatientCard as Patient } from '../../../src-shared/ipc/basics.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { AboutVisit } from '../../components/AboutVisit.tsx';
import { AddressField } from '../../components/AddressField.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useDecisions } from '../../stores/decisions.ts';

interface Props {
  /** As it was drawn when somebody asked: what has changed since is refused, not overwritten. */
  readonly patient: Patient;
  readonly onClose: () => void;
}

/** Asks for the address that is to be on file from now on, at this desk and in the portal. */
export function EmailDialog({ patient, onClose }: Props): ReactNode {
  const [address, setAddress] = useState(patient.email ?? '');
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const { error, run } = useAttempt();
  const submit = async (): Promise<void> => {
    const read = readEmailAddress(address);
    const found = read === null ? 'address-invalid' : read === patient.email ? 'address-same' : null;
    setProblem(found);
    if (found !== null) return;
    const done = await run(async () => {
      const result = await invoke('attention.correctAddress', {
        mailId: null,
        patientId: patient.id,
        onFile: patient.email,
        address,
      });
      if (result.ok)
        useDecisions.getState().offerUndo({
          ...result.value,
          sentence: t.attention.correctedSentence(patient.name),
          detail: t.visit.bornWords(patient.birthDate),
          about: null,
        });
      return result;
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={t.patients.patientsText.changeEmail}
      about={
        <AboutVisit
          action={t.patients.patientsText.card}
          patientName={patient.name}
          patientId={patient.id}
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
          <Button type="submit" variant="contained">
            {t.patients.patientsText.changeEmail}
          </Button>
        </>
      }
    >
      <AddressField
        address={address}
        problem={problem === null ? null : problemText(problem)}
        onType={(typed) => {
          setAddress(typed);
          setProblem(null);
        }}
      />
      <Typography variant="body2" color="textSecondary">
        {t.patients.patientsText.changeEmailHint}
      </Typography>
      <ErrorNotice error={error} />
    </FormDialog>
  );
}

const problemText = (problem: ErrorCode): string =>
  problem === 'address-same' ? t.patients.patientsText.sameEmail : t.errors.ERROR_SENTENCES[problem];
