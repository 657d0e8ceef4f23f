import { Alert, Box, Button, Typography } from '@mui/material';
import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { readEmailAddress } from '../../../../src-shared/domain/email-address.ts';
import type { AppError } from '../../../../src-shared/errors.ts';
import type { MailTest } from '../../../../src-shared/ipc/settings-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { useTyped } from '../../../stores/typed.ts';
import { Field } from '../Field.tsx';
import { fieldId } from '../field-id.ts';
import type { Problem } from '../forms/checks.ts';
import { type MailForm, readMail } from '../forms/mail-form.ts';
import { secretToTest } from '../forms/secret-form.ts';
import { useProblemsOf } from '../use-problems-of.ts';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'done'; readonly tested: string; readonly test: MailTest; readonly to: string }
  | { readonly kind: 'refused'; readonly tested: string; readonly error: AppError };

interface Props {
  readonly form: MailForm;
  readonly stored: boolean;
}

const FIELD = 'test-recipient';

/** **Send a test message**: tries what stands in the fields, saved or not, and says what the server answered. */
export function MailTestPanel({ form, stored }: Props): ReactNode {
  const [to, setTo] = useTyped('mail-test/to', '');
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [state, setState] = useState<State>({ kind: 'idle' });
  // What was found about one connection says nothing about another.
  const tested = JSON.stringify(form);
  const shown: State = 'tested' in state && state.tested !== tested ? { kind: 'idle' } : state;
  const headingId = useId();
  const show = useProblemsOf('mail');

  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const address = readEmailAddress(to);
    const checked = readMail(form, stored);
    if (!checked.ok) return show(checked.problems);
    if (address === null) {
      setProblems([{ field: FIELD, text: t.settings.problemText.recipient }]);
      document.getElementById(fieldId(FIELD))?.focus();
      return;
    }
    setState({ kind: 'sending' });
    const secret = checked.value.kind === 'smtp' ? secretToTest(form.secret) : null;
    const result = await invoke('settings.testMail', { mail: checked.value, secret, to: address });
    setState(
      result.ok
        ? { kind: 'done', tested, test: result.value, to: address }
        : { kind: 'refused', tested, error: result.error },
    );
  };

  return (
    <Box
      component="form"
      noValidate
      aria-labelledby={headingId}
      onSubmit={(event: FormEvent) => void send(event)}
      sx={{ mt: 1, mb: 3 }}
    >
      <Typography id={headingId} component="h4" variant="h3">
        {t.connections.mailText.testTitle}
      </Typography>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 1.5 }}>
        {form.kind === 'none'
          ? t.connections.mailText.results['not-configured']()
          : t.connections.mailText.testHint}
      </Typography>
      <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'start' }}>
        <Field
          field={FIELD}
          label={t.connections.mailText.testTo}
          type="email"
          disabled={form.kind === 'none'}
          value={to}
          problems={problems}
          onText={(text) => {
            setTo(text);
            setProblems([]);
          }}
        />
        <Button
          type="submit"
          variant="outlined"
          size="medium"
          disabled={form.kind === 'none' || state.kind === 'sending'}
          sx={{ flex: 'none', minHeight: 38 }}
        >
          {t.connections.mailText.test}
        </Button>
      </Box>
      <Box role="status" aria-label={t.connections.mailText.testTitle} sx={{ mt: 1.5 }}>
        {state.kind === 'sending' ? (
          <Typography variant="body2">{t.connections.mailText.testing}</Typography>
        ) : null}
        {shown.kind === 'refused' ? <ErrorNotice error={shown.error} /> : null}
        {shown.kind === 'done' ? (
          <Alert severity={shown.test.ok ? 'success' : 'error'} role="presentation">
            {t.connections.mailText.results[shown.test.code](shown.to, shown.test.detail)}
            {shown.test.ok || shown.test.detail === '' || shown.test.code === 'secret-elsewhere' ? null : (
              <Box dir="auto" sx={{ overflowWrap: 'anywhere' }}>
                {t.connections.detailWords(shown.test.detail)}
              </Box>
            )}
          </Alert>
        ) : null}
      </Box>
    </Box>
  );
}
