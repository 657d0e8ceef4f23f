import { Alert } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { SelectField } from '../../../components/SelectField.tsx';
import { Field } from '../Field.tsx';
import type { Problem } from '../forms/checks.ts';
import { type PortalForm, unencrypted } from '../forms/portal-form.ts';

interface Props {
  readonly form: PortalForm;
  readonly problems: readonly Problem[];
  readonly edit: (patch: Partial<PortalForm>) => void;
}

const ALGORITHMS: readonly PortalForm['algorithm'][] = ['RS384', 'ES384'];

/** What OAuth 2.0 client credentials need, and SMART Backend Services on top. */
export function OAuthFields({ form, problems, edit }: Props): ReactNode {
  return (
    <>
      <Field
        field="tokenUrl"
        label={t.connections.portalText.tokenUrl}
        type="url"
        value={form.tokenUrl}
        problems={problems}
        onText={(tokenUrl) => edit({ tokenUrl })}
      />
      {unencrypted(form.tokenUrl) ? (
        <Alert severity="warning">{t.connections.portalText.notEncrypted}</Alert>
      ) : null}
      <Field
        field="clientId"
        label={t.connections.portalText.clientId}
        value={form.clientId}
        problems={problems}
        onText={(clientId) => edit({ clientId })}
      />
      <Field
        field="scope"
        label={t.connections.portalText.scope}
        hint={t.connections.portalText.scopeHint}
        value={form.scope}
        problems={problems}
        onText={(scope) => edit({ scope })}
      />
      {form.method === 'private-key-jwt' ? (
        <>
          <SelectField
            label={t.connections.portalText.algorithm}
            value={form.algorithm}
            options={ALGORITHMS.map((algorithm) => ({ value: algorithm, label: algorithm }))}
            onChange={(algorithm) => edit({ algorithm })}
          />
          <Field
            field="keyId"
            label={t.connections.portalText.keyId}
            hint={t.connections.portalText.keyIdHint}
            value={form.keyId}
            problems={problems}
            onText={(keyId) => edit({ keyId })}
          />
        </>
      ) : null}
    </>
  );
}
