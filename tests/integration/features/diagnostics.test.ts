import { expect, test } from 'vitest';
import { composeDiagnostics } from '../../../src-main/features/diagnostics/compose.ts';
import { defaultRules } from '../../../src-shared/domain/default-rules.ts';
import { openSmallClinic, smtpFrom } from '../../support/portal-desk.ts';

test('tells versions, states and counts, and nothing that a server or a person has written', async () => {
  const clinic = await openSmallClinic();
  const desk = clinic.open();
  await desk.settle();
  const status = {
    ...desk.core.status(),
    detail: 'the server’s own words',
    mailDetail: 'the mail server’s own words',
  };
  const text = composeDiagnostics({
    db: desk.db,
    now: clinic.clock.now(),
    status,
    settings: {
      rules: defaultRules,
      portal: {
        kind: 'fhir',
        baseUrl: 'https://portal.clinic.example/fhir',
        signIn: {
          method: 'client-credentials',
          tokenUrl: 'https://sign-in.example',
          clientId: 'desk',
          scope: '',
        },
        readOnly: { providers: [] },
      },
      mail: smtpFrom('frontdesk@clinic.example'),
    },
    surroundings: { program: ['Reslot: 1.2.3'], log: ['{"event":"started"}'] },
  });
  expect(text).toContain('Reslot: 1.2.3');
  expect(text).toContain('{"event":"started"}');
  expect(text).toContain('portal: fhir, https, client-credentials, read-only');
  expect(text).toContain('mail: smtp, starttls, port 587');
  expect(text).toMatch(/database: \d+ MB, schema \d+/);
  expect(text).toContain('phase: up-to-date');
  expect(text).toContain('inbox: 0');
  for (const kept of ['example', 'own words', 'Ana', 'Flores', 'frontdesk', 'desk-1'])
    expect([kept, text.includes(kept)]).toEqual([kept, false]);
});
