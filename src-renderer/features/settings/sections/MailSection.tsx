import { Alert, Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { destinationName, mailDestination } from '../../../../src-shared/ipc/destinations.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { ManagersOnly } from '../../../components/ManagersOnly.tsx';
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
      ? [{ value: 'demo', label: t.connections.mailText.demo, hint: t.connections.mailText.demoHint }]
      : [];
  return (
    <SectionFrame
      id="mail"
      unsaved={unsaved}
      after={
        <ManagersOnly silent>
          <MailTestPanel form={form} stored={stored} />
        </ManagersOnly>
      }
    >
      <Choice
        legend={t.connections.mailText.kind}
        value={form.kind}
        onChoose={(kind) => edit({ kind })}
        options={[
          { value: 'none', label: t.connections.mailText.none, hint: t.connections.mailText.noneHint },
          ...demo,
          {
            value: 'smtp',
            label: t.connections.mailText.smtp,
            hint: t.connections.mailText.smtpHint,
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
        label={t.connections.mailText.host}
        hint={t.connections.mailText.hostHint}
        value={form.host}
        problems={problems}
        onText={(host) => edit({ host })}
      />
      <Field
        field="port"
        label={t.connections.mailText.port}
        value={form.port}
        problems={problems}
        onText={(port) => edit({ port })}
        slotProps={{ htmlInput: { inputMode: 'numeric' } }}
      />
      <Box className="wide">
        <SelectField
          label={t.connections.mailText.security}
          value={form.security}
          options={SECURITIES.map((security) => ({
            value: security,
            label: t.connections.mailText.securities[security],
          }))}
          onChange={(security) => edit(withSecurity(form, security))}
        />
      </Box>
      {form.security === 'none' ? (
        <Alert className="wide" severity="warning">
          {t.connections.mailText.notEncrypted}
        </Alert>
      ) : null}
      <Field
        className="wide"
        field="user"
        label={t.connections.mailText.user}
        hint={t.connections.mailText.userHint}
        autoComplete="off"
        value={form.user}
        problems={problems}
        onText={(user) => edit({ user })}
      />
      {form.user.trim() === '' ? (
        stored || elsewhere !== null ? (
          <Typography className="wide">{t.connections.secretText.willRemove.password}</Typography>
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
        label={t.connections.mailText.fromName}
        value={form.fromName}
        problems={problems}
        onText={(fromName) => edit({ fromName })}
      />
      <Field
        className="wide"
        field="fromAddress"
        label={t.connections.mailText.fromAddress}
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
