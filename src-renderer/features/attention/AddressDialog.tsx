import { Button, TextField, Typography } from '@mui/material';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { readEmailAddress } from '../../../src-shared/domain/email-address.ts';
import type { ErrorCode } from '../../../src-shared/errors.ts';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import type { PatientCard } from '../../../src-shared/ipc/basics.ts';
import {
  alsoWords,
  attentionText,
  correctedSentence,
  itemTitle,
} from '../../../src-shared/text/en/attention.ts';
import { common } from '../../../src-shared/text/en/common.ts';
import { ERROR_SENTENCES } from '../../../src-shared/text/en/errors.ts';
import { bornWords } from '../../../src-shared/text/en/visit.ts';
import { invoke } from '../../api/client.ts';
import { useAction } from '../../api/use-action.ts';
import { AboutVisit } from '../../components/AboutVisit.tsx';
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
  const action = useAction();
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
          sentence: correctedSentence(drawn.name),
          detail: bornWords(drawn.birthDate),
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
      title={attentionText.correctAddress}
      about={
        <AboutVisit
          action={itemTitle(item)}
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
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button type="submit" variant="contained" disabled={action.busy}>
            {attentionText.correctAddress}
          </Button>
        </>
      }
    >
      <Facts
        facts={[
          ...(item.toAddress === '' ? [] : [[attentionText.tried, item.toAddress] as const]),
          [attentionText.onFile, drawn.email ?? attentionText.noEmailOnFile],
          [attentionText.phone, drawn.phone ?? attentionText.noPhone],
        ]}
      />
      <TextField
        label={attentionText.newAddress}
        value={address}
        onChange={(event) => {
          onType(event.target.value);
          setProblem(null);
        }}
        onFocus={(event) => event.target.select()}
        error={problem !== null}
        helperText={problem === null ? '' : ERROR_SENTENCES[problem]}
        autoFocus
        fullWidth
        slotProps={{
          htmlInput: { maxLength: 1000, inputMode: 'email', spellCheck: false, autoComplete: 'off' },
        }}
      />
      <Typography variant="body2" color="textSecondary">
        {attentionText.correctHint} {item.others === 0 ? null : alsoWords(item.others)}
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
