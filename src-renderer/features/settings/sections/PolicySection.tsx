import { Box, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { Choice } from '../Choice.tsx';
import { Field } from '../Field.tsx';
import type { Problem } from '../forms/checks.ts';
import { policyDays } from '../forms/policy-form.ts';
import { SectionFrame } from '../SectionFrame.tsx';
import { useSection } from '../use-section.ts';

/** Settings, Cancellation policy: settings that do not depend on each other. */
export function PolicySection(): ReactNode {
  const { form, problems, unsaved, edit } = useSection('policy');
  return (
    <SectionFrame id="policy" unsaved={unsaved}>
      <Stack spacing={3.5}>
        <Choice
          legend={t.settings.policyText.approval}
          hint={t.settings.policyText.approvalHint}
          value={form.approval}
          onChoose={(approval) => edit({ approval })}
          options={[
            { value: 'never', label: t.settings.policyText.never, hint: t.settings.policyText.neverHint },
            { value: 'always', label: t.settings.policyText.always, hint: t.settings.policyText.alwaysHint },
            {
              value: 'within',
              label: t.settings.policyText.within,
              hint: t.settings.policyText.withinHint,
              fields: (
                <DaysField
                  field="approvalDays"
                  label={t.settings.policyText.approvalDays}
                  value={form.approvalDays}
                  problems={problems}
                  onText={(approvalDays) => edit({ approvalDays })}
                />
              ),
            },
          ]}
        />
        <Choice
          legend={t.settings.policyText.charges}
          hint={t.settings.policyText.chargesHint}
          value={form.charges}
          onChoose={(charges) => edit({ charges })}
          options={[
            { value: 'none', label: t.settings.policyText.none },
            {
              value: 'within',
              label: t.settings.policyText.chargesWithin,
              fields: (
                <Stack spacing={2}>
                  <DaysField
                    field="chargesDays"
                    label={t.settings.policyText.chargesDays}
                    value={form.chargesDays}
                    problems={problems}
                    onText={(chargesDays) => edit({ chargesDays })}
                  />
                  <Field
                    field="chargesText"
                    label={t.settings.policyText.chargesText}
                    value={form.chargesText}
                    problems={problems}
                    onText={(chargesText) => edit({ chargesText })}
                    multiline
                    minRows={2}
                  />
                </Stack>
              ),
            },
          ]}
        />
        <Choice
          legend={t.settings.policyText.ownTimes}
          hint={t.settings.policyText.ownTimesHint}
          value={form.ownTimes}
          onChoose={(ownTimes) => edit({ ownTimes })}
          options={[
            { value: 'call', label: t.settings.policyText.ownTimesCall },
            {
              value: 'taken',
              label: t.settings.policyText.ownTimesTaken,
              hint: t.settings.policyText.ownTimesTakenHint,
            },
          ]}
        />
      </Stack>
    </SectionFrame>
  );
}

interface DaysProps {
  readonly field: string;
  readonly label: string;
  readonly value: string;
  readonly problems: readonly Problem[];
  readonly onText: (text: string) => void;
}

function DaysField({ value, ...rest }: DaysProps): ReactNode {
  const days = policyDays(value);
  return (
    <Box sx={{ maxWidth: 460 }}>
      <Field
        {...rest}
        value={value}
        hint={days === null ? undefined : t.settings.policyText.daysHint(days)}
        slotProps={{ htmlInput: { inputMode: 'numeric', style: { width: '6ch' } } }}
      />
    </Box>
  );
}
