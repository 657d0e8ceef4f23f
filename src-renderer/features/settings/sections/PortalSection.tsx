import { Alert, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { destinationName, portalDestination } from '../../../../src-shared/ipc/destinations.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { ManagersOnly } from '../../../components/ManagersOnly.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { Choice, type Option } from '../Choice.tsx';
import { Field } from '../Field.tsx';
import type { Problem } from '../forms/checks.ts';
import {
  type PortalForm,
  secretOf,
  storedSecretFor,
  storedSecretOf,
  unencrypted,
} from '../forms/portal-form.ts';
import type { SecretKind } from '../forms/secret-form.ts';
import { untouchedSecret } from '../forms/secret-form.ts';
import { SectionFrame } from '../SectionFrame.tsx';
import { type NotReady, notReady } from '../settings-view.ts';
import { useSection } from '../use-section.ts';
import { AuthorityField } from './AuthorityField.tsx';
import { OAuthFields } from './OAuthFields.tsx';
import { PortalTestPanel } from './PortalTestPanel.tsx';
import { SecretField } from './SecretField.tsx';
import { WaitingDecisions } from './WaitingDecisions.tsx';

const METHODS: readonly PortalForm['method'][] = ['none', 'bearer', 'client-credentials', 'private-key-jwt'];

const USES = ['decides', 'reads'] as const;

/** Settings, Portal connection. */
export function PortalSection(): ReactNode {
  const { form, view, problems, unsaved, edit } = useSection('portal');
  const stored = storedSecretFor(form, view.portal, view.portalSecretSet);
  const leftBehind =
    storedSecretOf(view.portal, view.portalSecretSet) === secretOf(form.method)
      ? destinationName(portalDestination(view.portal))
      : (view.portalSecretElsewhere ?? null);
  const elsewhere = stored === null ? leftBehind : null;
  const demo: Option<PortalForm['kind']>[] =
    view.demo || form.kind === 'demo' || view.portal.kind === 'demo'
      ? [{ value: 'demo', label: t.connections.portalText.demo, hint: t.connections.portalText.demoHint }]
      : [];
  return (
    <SectionFrame
      id="portal"
      unsaved={unsaved}
      after={
        <ManagersOnly silent>
          <PortalTestPanel form={form} stored={stored} edit={edit} />
        </ManagersOnly>
      }
    >
      <WaitingDecisions begins={form.readOnly} />
      <Choice
        legend={t.connections.portalText.kind}
        value={form.kind}
        onChoose={(kind) => edit({ kind })}
        options={[
          { value: 'none', label: t.connections.portalText.none, hint: t.connections.portalText.noneHint },
          ...demo,
          {
            value: 'fhir',
            label: t.connections.portalText.fhir,
            hint: t.connections.portalText.fhirHint,
            fields: (
              <FhirFields
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
  readonly form: PortalForm;
  readonly stored: SecretKind | null;
  /** Where the secret that is stored was entered for, when that is another server. */
  readonly elsewhere: string | null;
  readonly notReady: NotReady;
  readonly problems: readonly Problem[];
  readonly edit: (patch: Partial<PortalForm>) => void;
}

function FhirFields({ form, stored, elsewhere, notReady, problems, edit }: Props): ReactNode {
  const kind = secretOf(form.method);
  return (
    <Stack spacing={2}>
      <Field
        field="baseUrl"
        label={t.connections.portalText.baseUrl}
        hint={t.connections.portalText.baseUrlHint}
        type="url"
        value={form.baseUrl}
        problems={problems}
        onText={(baseUrl) => edit({ baseUrl })}
      />
      {unencrypted(form.baseUrl) ? (
        <Alert severity="warning">{t.connections.portalText.notEncrypted}</Alert>
      ) : null}
      <SelectField
        label={t.connections.portalText.signIn}
        value={form.method}
        options={METHODS.map((method) => ({
          value: method,
          label: t.connections.portalText.methods[method],
        }))}
        // A secret typed for one way to sign in is not offered to another.
        onChange={(method) => edit({ method, secret: untouchedSecret })}
      />
      {form.method === 'client-credentials' || form.method === 'private-key-jwt' ? (
        <OAuthFields form={form} problems={problems} edit={edit} />
      ) : null}
      {kind === null ? null : (
        <SecretField
          kind={kind}
          form={form.secret}
          stored={stored === kind}
          elsewhere={elsewhere}
          notReady={notReady}
          problems={problems}
          onChange={(secret) => edit({ secret })}
        />
      )}
      <SelectField
        label={t.connections.portalText.use}
        value={form.readOnly ? 'reads' : 'decides'}
        options={USES.map((value) => ({ value, label: t.connections.portalText.uses[value] }))}
        help={t.connections.portalText.useHint[form.readOnly ? 'reads' : 'decides']}
        onChange={(use) => edit({ readOnly: use === 'reads' })}
      />
      {form.readOnly ? (
        <Field
          field="providers"
          label={t.connections.portalText.providers}
          hint={t.connections.portalText.providersHint}
          multiline
          minRows={2}
          maxRows={8}
          value={form.providers}
          problems={problems}
          onText={(providers) => edit({ providers })}
        />
      ) : null}
      <AuthorityField section="portal" form={form} problems={problems} edit={edit} />
    </Stack>
  );
}
