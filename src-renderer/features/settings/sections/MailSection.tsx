import { Alert, Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { destinationName, mailDestination } from '../../../../src-shared/ipc/destinations.ts';
import { mailText, secretText } from '../../../../src-shared/text/en/connections.ts';
import { SelectField } from '../../../components/SelectField.tsx';
import { Choice, type Option } from '../Choice.tsx';
import { Field } from '../Field.tsx';
import type { Problem } from '../forms/checks.ts';
import { type MailForm, type MailSecurity, passwordStoredFor, withSecurity } from '../forms/mail-form.ts';
import { SectionFrame } from '../SectionFrame.tsx';
import { type NotReady, notReady } from '../settings-view.ts';
import { useSection } from '../use-section.ts';
import { AuthorityField } from './AuthorityField.tsx';
import { MailTestPanel } from './MailTestPanel.tsx';
import { SecretField } from './SecretField.tsx';

const SECURITIES: readonly MailSecurity[] = ['starttls', 'tls', 'none'];

/** Settings, Mail server. */
export function MailSection(): ReactNode {
  const { form, view, problems, unsaved, edit } = useSection('mail');
  const stored = passwordStoredFor(form, view.mail, view.mailSecretSet);
  const leftBehind = view.mailSecretSet
    ? destinationName(mailDestination(view.mail))
    : (view.mailSecretElsewhere ?? null);
  const elsewhere = stored ? null : leftBehind;
  const demo: Option<MailForm['kind']>[] =
    view.demo || form.kind === 'demo' || view.mail.kind === 'demo'
      ? [{ value: 'demo', label: mailText.demo, hint: mailText.demoHint }]
      : [];
  return (
    <SectionFrame id="mail" unsaved={unsaved} after={<MailTestPanel form={form} stored={stored} />}>
      <Choice
        legend={mailText.kind}
        value={form.kind}
        onChoose={(kind) => edit({ kind })}
        options={[
          { value: 'none', label: mailText.none, hint: mailText.noneHint },
          ...demo,
          {
            value: 'smtp',
            label: mailText.smtp,
            hint: mailText.smtpHint,
            fields: (
              <SmtpFields
                form={form}
                stored={stored}
                elsewhere={elsewhere}
                notReady={notReady(view)}
                problems={problems}
                edit={edit}
              />
            ),
          },
        ]}
      />
    </SectionFrame>
  );
}

interface Props {
  readonly form: MailForm;
  readonly stored: boolean;
  /** Where the password that is stored was entered for, when that is another server or user. */
  readonly elsewhere: string | null;
  readonly notReady: NotReady;
  readonly problems: readonly Problem[];
  readonly edit: (patch: Partial<MailForm>) => void;
}

function SmtpFields({ form, stored, elsewhere, notReady, problems, edit }: Props): ReactNode {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: '1fr 120px',
        gap: 2,
        alignItems: 'start',
        '& > .wide': { gridColumn: '1 / -1' },
      }}
    >
      <Field
        field="host"
        label={mailText.host}
        hint={mailText.hostHint}
        value={form.host}
        problems={problems}
        onText={(host) => edit({ host })}
      />
      <Field
        field="port"
        label={mailText.port}
        value={form.port}
        problems={problems}
        onText={(port) => edit({ port })}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
      />
      <Box className="wide">
        <SelectField
          label={mailText.security}
          value={form.security}
          options={SECURITIES.map((security) => ({ value: security, label: mailText.securities[security] }))}
          onChange={(security) => edit(withSecurity(form, security))}
        />
      </Box>
      {form.security === 'none' ? (
        <Alert className="wide" severity="warning">
          {mailText.notEncrypted}
        </Alert>
      ) : null}
      <Field
        className="wide"
        field="user"
        label={mailText.user}
        hint={mailText.userHint}
        autoComplete="off"
        value={form.user}
        problems={problems}
        onText={(user) => edit({ user })}
      />
      {form.user.trim() === '' ? (
        stored || elsewhere !== null ? (
          <Typography className="wide">{secretText.willRemove.password}</Typography>
        ) : null
      ) : (
        <Box className="wide">
          <SecretField
            kind="password"
            form={form.secret}
            stored={stored}
            elsewhere={elsewhere}
            notReady={notReady}
            problems={problems}
            onChange={(secret) => edit({ secret })}
          />
        </Box>
      )}
      <Field
        className="wide"
        field="fromName"
        label={mailText.fromName}
        value={form.fromName}
        problems={problems}
        onText={(fromName) => edit({ fromName })}
      />
      <Field
        className="wide"
        field="fromAddress"
        label={mailText.fromAddress}
        type="email"
        value={form.fromAddress}
        problems={problems}
        onText={(fromAddress) => edit({ fromAddress })}
      />
      {form.security === 'none' ? null : (
        <Box className="wide">
          <AuthorityField section="mail" form={form} problems={problems} edit={edit} />
        </Box>
      )}
    </Box>
  );
}
