import { Alert, Box, Button, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { Field } from '../Field.tsx';
import { fieldId } from '../field-id.ts';
import type { Problem } from '../forms/checks.ts';
import { type SecretForm, type SecretKind, untouchedSecret } from '../forms/secret-form.ts';
import type { NotReady } from '../settings-view.ts';
import { useFocusOn } from '../use-focus-on.ts';

interface Props {
  readonly kind: SecretKind;
  readonly form: SecretForm;
  /** One of this kind is stored. */
  readonly stored: boolean;
  /** Where the stored one was entered for, when that is not where the connection leads now; else null. */
  readonly elsewhere: string | null;
  /** Why none can be entered now; null when one can. */
  readonly notReady: NotReady;
  readonly problems: readonly Problem[];
  readonly onChange: (form: SecretForm) => void;
}

const FIELD = 'secret';

/** A password, token or key: it can be replaced or removed, never read. */
export function SecretField({
  kind,
  form,
  stored,
  elsewhere,
  notReady,
  problems,
  onChange,
}: Props): ReactNode {
  const focusOn = useFocusOn();
  const label = t.connections.secretText.label[kind];
  const change = (next: SecretForm, focus: string): void => {
    onChange(next);
    focusOn(fieldId(focus));
  };
  if (stored && form.action !== 'replace') {
    return (
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Typography sx={{ mr: 1 }} role="status">
          {form.action === 'remove'
            ? t.connections.secretText.willRemove[kind]
            : t.connections.secretText.stored[kind]}
        </Typography>
        {form.action === 'remove' ? (
          <Button
            id={fieldId('secret-keep')}
            variant="outlined"
            onClick={() => change(untouchedSecret, 'secret-remove')}
          >
            {t.connections.secretText.keep(label)}
          </Button>
        ) : (
          <>
            <Button
              variant="outlined"
              disabled={notReady !== null}
              onClick={() => change({ action: 'replace', value: '' }, FIELD)}
            >
              {t.connections.secretText.replace(label)}
            </Button>
            <Button
              id={fieldId('secret-remove')}
              variant="outlined"
              color="error"
              onClick={() => change({ action: 'remove', value: '' }, 'secret-keep')}
            >
              {t.connections.secretText.removeIt(label)}
            </Button>
          </>
        )}
        <Unavailable why={notReady} />
      </Box>
    );
  }
  return (
    <Box>
      <Field
        field={FIELD}
        label={label}
        value={form.value}
        problems={problems}
        hint={elsewhere === null ? t.connections.secretText.hint : t.connections.secretText.again(elsewhere)}
        disabled={notReady !== null}
        onText={(value) => onChange(value === '' && !stored ? untouchedSecret : { action: 'replace', value })}
        {...(kind === 'privateKey'
          ? { multiline: true, minRows: 3, maxRows: 8 }
          : { type: 'password', autoComplete: 'new-password' })}
        slotProps={{
          htmlInput: {
            spellCheck: false,
            ...(kind === 'privateKey'
              ? { style: { fontFamily: 'monospace', WebkitTextSecurity: 'disc' } }
              : {}),
          },
        }}
      />
      {stored ? (
        <Button sx={{ mt: 1 }} onClick={() => change(untouchedSecret, 'secret-remove')}>
          {t.connections.secretText.keep(label)}
        </Button>
      ) : null}
      <Unavailable why={notReady} />
    </Box>
  );
}

function Unavailable({ why }: { readonly why: NotReady }): ReactNode {
  if (why === null) return null;
  return (
    <Alert severity={why === 'asking' ? 'info' : 'warning'} role="note" sx={{ mt: 1, width: '100%' }}>
      {t.connections.secretText.notReady[why]}
    </Alert>
  );
}
