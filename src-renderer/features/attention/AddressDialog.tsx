import { Box, Button, TextField, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { readEmailAddress } from '../../../src-shared/domain/email-address.ts';
import type { AttentionItem } from '../../../src-shared/ipc/attention-views.ts';
import type { PatientCard } from '../../../src-shared/ipc/basics.ts';
import { invoke } from '../../api/client.ts';
import { useAction } from '../../api/use-action.ts';
import { AboutVisit } from '../../components/AboutVisit.tsx';
import { ErrorNotice } from '../../components/ErrorNotice.tsx';
import { FormDialog } from '../../components/FormDialog.tsx';
import { useDecisions } from '../../stores/decisions.ts';
import { alsoWords, attentionText, correctedSentence } from '../../text/attention.ts';
import { common } from '../../text/common.ts';
import { ERROR_SENTENCES } from '../../text/errors.ts';

interface Props {
  readonly item: Extract<AttentionItem, { kind: 'mail' }>;
  readonly patient: PatientCard;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Asks for the address to which a refused e-mail is to go, and which is to be on file from now on. */
export function AddressDialog({ item, patient, onClose, onDone }: Props): ReactNode {
  // As it was when somebody looked: what changes meanwhile is refused, not overwritten.
  const [drawn] = useState(patient);
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState('');
  const action = useAction();
  const submit = async (): Promise<void> => {
    if (readEmailAddress(address) === null) {
      setProblem(ERROR_SENTENCES['email-invalid']);
      return;
    }
    const done = await action.run(async () => {
      const result = await invoke('attention.correctAddress', {
        mailId: item.id,
        patientId: drawn.id,
        onFile: drawn.email,
        address,
      });
      if (result.ok)
        useDecisions
          .getState()
          .offerUndo({ ...result.value, sentence: correctedSentence(drawn.name), about: null });
      return result;
    });
    if (done) onDone();
  };
  const facts = [
    [attentionText.tried, item.toAddress],
    [attentionText.onFile, drawn.email ?? attentionText.noEmailOnFile],
    [attentionText.phone, drawn.phone ?? attentionText.noPhone],
  ] as const;
  return (
    <FormDialog
      title={attentionText.correctAddress}
      about={
        <AboutVisit
          action={attentionText.correctAddress}
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
      <Box
        component="dl"
        sx={{ display: 'grid', gridTemplateColumns: 'max-content 1fr', columnGap: 2, m: 0 }}
      >
        {facts.map(([term, words]) => (
          <Box key={term} sx={{ display: 'contents' }}>
            <Typography component="dt" color="textSecondary">
              {term}
            </Typography>
            <Typography component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
              {words}
            </Typography>
          </Box>
        ))}
      </Box>
      <TextField
        label={attentionText.newAddress}
        value={address}
        onChange={(event) => {
          setAddress(event.target.value);
          setProblem('');
        }}
        error={problem !== ''}
        helperText={problem}
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
