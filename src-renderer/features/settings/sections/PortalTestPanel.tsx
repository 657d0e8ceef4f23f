import CancelIcon from '@mui/icons-material/Cancel';
import CheckCircleIcon from '@mui/icons-material/CheckCircle';
import InfoIcon from '@mui/icons-material/Info';
import WarningIcon from '@mui/icons-material/Warning';
import { Alert, Box, Button, Checkbox, FormControlLabel, FormHelperText, Typography } from '@mui/material';
import { type ReactNode, useId, useState } from 'react';
import type { AppError } from '../../../../src-shared/errors.ts';
import { isDetailed, portalVerdict } from '../../../../src-shared/ipc/portal-verdict.ts';
import type { PortalTest } from '../../../../src-shared/ipc/settings-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { VisuallyHidden } from '../../../components/VisuallyHidden.tsx';
import { type PortalForm, readPortal } from '../forms/portal-form.ts';
import { type SecretKind, secretToTest } from '../forms/secret-form.ts';
import { useProblemsOf } from '../use-problems-of.ts';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'testing' }
  | { readonly kind: 'done'; readonly tested: string; readonly test: PortalTest }
  | { readonly kind: 'refused'; readonly tested: string; readonly error: AppError };

interface Props {
  readonly form: PortalForm;
  readonly stored: SecretKind | null;
  readonly edit: (patch: Partial<PortalForm>) => void;
}

/** **Test connection**: tries what stands in the fields, saved or not, and says in words what the server lacks. */
export function PortalTestPanel({ form, stored, edit }: Props): ReactNode {
  const [state, setState] = useState<State>({ kind: 'idle' });
  const [writes, setWrites] = useState(false);
  const hintId = useId();
  // What was found about one connection says nothing about another.
  const tested = JSON.stringify(form);
  const shown: State = 'tested' in state && state.tested !== tested ? { kind: 'idle' } : state;
  const show = useProblemsOf('portal');
  const test = async (): Promise<void> => {
    const checked = readPortal(form, stored);
    if (!checked.ok) return show(checked.problems);
    setState({ kind: 'testing' });
    const secret = checked.value.kind === 'fhir' ? secretToTest(form.secret) : null;
    const result = await invoke('settings.testPortal', {
      portal: checked.value,
      secret,
      writes: writes && !form.readOnly,
    });
    setState(
      result.ok
        ? { kind: 'done', tested, test: result.value }
        : { kind: 'refused', tested, error: result.error },
    );
  };
  return (
    <Box sx={{ mt: 1, mb: 3 }}>
      <Button
        variant="outlined"
        size="medium"
        disabled={form.kind === 'none' || state.kind === 'testing'}
        onClick={() => void test()}
      >
        {t.connections.portalText.test}
      </Button>
      {form.kind === 'none' ? (
        <Typography component="span" variant="body2" color="textSecondary" sx={{ ml: 1.5 }}>
          {t.connections.portalText.testNothing}
        </Typography>
      ) : null}
      <Box sx={{ mt: 0.5, ...(form.readOnly ? { display: 'none' } : {}) }}>
        <FormControlLabel
          label={t.connections.portalText.testWrites}
          disabled={form.kind === 'none' || state.kind === 'testing'}
          control={
            <Checkbox
              size="small"
              checked={writes}
              onChange={(_, now) => setWrites(now)}
              slotProps={{ input: { 'aria-describedby': hintId } }}
            />
          }
        />
        <FormHelperText id={hintId} sx={{ mt: 0 }}>
          {t.connections.portalText.testWritesHint}
        </FormHelperText>
      </Box>
      <Box role="status" aria-label={t.connections.portalText.test} sx={{ mt: 1.5 }}>
        {shown.kind === 'testing' ? (
          <Typography variant="body2">{t.connections.portalText.testing}</Typography>
        ) : null}
        {shown.kind === 'refused' ? <ErrorNotice error={shown.error} /> : null}
        {shown.kind === 'done' ? <Findings test={shown.test} /> : null}
      </Box>
      {shown.kind === 'done' && !form.readOnly && takesNoDecisions(shown.test) ? (
        <Button variant="outlined" size="medium" sx={{ mt: 1 }} onClick={() => edit({ readOnly: true })}>
          {t.connections.portalText.chooseReadOnly}
        </Button>
      ) : null}
    </Box>
  );
}

const takesNoDecisions = ({ findings }: PortalTest): boolean =>
  findings.some(({ code }) => code === 'no-decisions');

const SEVERITY = {
  testGood: 'success',
  testReadOnly: 'success',
  testLacking: 'warning',
  testUnfinished: 'warning',
  testFailed: 'error',
} as const;

const ORDER = { failed: 0, lacking: 1, note: 2, good: 3 } as const;

function Findings({ test }: { readonly test: PortalTest }): ReactNode {
  const verdict = portalVerdict(test);
  return (
    <>
      <Alert severity={SEVERITY[verdict]} role="presentation">
        {t.connections.portalText[verdict]}
      </Alert>
      <Box
        component="ul"
        aria-label={t.connections.portalText.findings}
        sx={{ listStyle: 'none', m: 0, mt: 1, p: 0 }}
      >
        {test.findings
          .toSorted((a, b) => ORDER[a.level] - ORDER[b.level])
          .map((finding) => (
            <Box
              component="li"
              key={`${finding.level} ${finding.code} ${finding.detail}`}
              sx={{ display: 'flex', gap: 1, alignItems: 'start', py: 0.4 }}
            >
              <LevelIcon level={finding.level} />
              <Box>
                <VisuallyHidden>{t.connections.portalText.levels[finding.level]}: </VisuallyHidden>
                <Typography variant="body2" component="span">
                  {t.connections.findingSentence(finding)}
                </Typography>
                {isDetailed(finding) ? (
                  <Typography
                    variant="body2"
                    color="textSecondary"
                    dir="auto"
                    sx={{ overflowWrap: 'anywhere' }}
                  >
                    {t.connections.detailWords(finding.detail)}
                  </Typography>
                ) : null}
              </Box>
            </Box>
          ))}
      </Box>
    </>
  );
}

function LevelIcon({ level }: { readonly level: PortalTest['findings'][number]['level'] }): ReactNode {
  if (level === 'good') return <CheckCircleIcon fontSize="small" color="success" aria-hidden />;
  if (level === 'lacking') return <WarningIcon fontSize="small" color="warning" aria-hidden />;
  if (level === 'note') return <InfoIcon fontSize="small" color="info" aria-hidden />;
  return <CancelIcon fontSize="small" color="error" aria-hidden />;
}
