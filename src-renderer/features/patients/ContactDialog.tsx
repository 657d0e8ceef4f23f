import { Button, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import type { ContactSystem } from '../../../src-shared/domain/contact-point.ts';
import { readEmailAddress } from '../../../src-shared/domain/email-address.ts';
import { readTypedPhone } from '../../../src-shared/domain/new-patient.ts';
import type { ErrorCode } from '../../../src-shared/errors.ts';
import type { PatientCard as Patient } from '../../../src-shared/ipc/basics.ts';
import { t } from '../../../src-shared/text/text.ts';
import { invoke } from '../../api/client.ts';
import { useAttempt } from '../../api/use-attempt.ts';
import { AboutVisit } from '../../components/AboutVisit.tsx';
import { ContactField } from '../../components/ContactField.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useDecisions } from '../../stores/decisions.ts';

interface Props {
  readonly system: ContactSystem;
  /** As it was drawn when somebody asked: what has changed since is refused, not overwritten. */
  readonly patient: Patient;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onClose: () => void;
}

/** Asks for the address or the telephone number that is to be on file from now on, at this desk and in the portal. */
export function ContactDialog({ system, patient, typed, onType, onClose }: Props): ReactNode {
  const words = t.patients.CHANGE_CONTACT[system];
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const { error, run } = useAttempt();
  const submit = async (): Promise<void> => {
    const found = problemOf(system, typed, patient);
    setProblem(found);
    if (found !== null) return;
    const done = await run(async () => {
      const result = await change(system, typed, patient);
      if (result.ok)
        useDecisions.getState().offerUndo({
          ...result.value,
          sentence: t.attention.correctedSentence(system, patient.name),
          detail: t.visit.bornWords(patient.birthDate),
          about: null,
        });
      return result;
    });
    if (done) onClose();
  };
  return (
    <FormDialog
      title={words.title}
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
            {words.title}
          </Button>
        </>
      }
    >
      <ContactField
        system={system}
        value={typed}
        problem={
          problem === null ? null : problem.endsWith('-same') ? words.same : t.errors.ERROR_SENTENCES[problem]
        }
        onType={(value) => {
          onType(value);
          setProblem(null);
        }}
      />
      <Typography variant="body2" color="textSecondary">
        {words.hint}
      </Typography>
      <ErrorNotice error={error} />
    </FormDialog>
  );
}

function problemOf(system: ContactSystem, typed: string, patient: Patient): ErrorCode | null {
  const read = system === 'email' ? readEmailAddress(typed) : readTypedPhone(typed);
  if (read === null) return system === 'email' ? 'address-invalid' : 'phone-invalid';
  if (read !== patient[system]) return null;
  return system === 'email' ? 'address-same' : 'phone-same';
}

const change = (system: ContactSystem, typed: string, { id: patientId, email, phone }: Patient) =>
  system === 'email'
    ? invoke('attention.correctAddress', { mailId: null, patientId, onFile: email, address: typed })
    : invoke('attention.correctPhone', { patientId, onFile: phone, phone: typed });
