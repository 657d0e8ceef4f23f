import { Box, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { policyText } from '../../../../src-shared/text/en/settings.ts';
import { Choice } from '../Choice.tsx';
import { Field } from '../Field.tsx';
import type { Problem } from '../forms/checks.ts';
import { policyDays } from '../forms/policy-form.ts';
import { SectionFrame } from '../SectionFrame.tsx';
import { useSection } from '../use-section.ts';

/** Settings, Cancellation policy: two settings that do not depend on each other. */
export function PolicySection(): ReactNode {
  const { form, problems, unsaved, edit } = useSection('policy');
  return (
    <SectionFrame id="policy" unsaved={unsaved}>
      <Stack spacing={3.5}>
        <Choice
          legend={policyText.approval}
          hint={policyText.approvalHint}
          value={form.approval}
          onChoose={(approval) => edit({ approval })}
          options={[
            { value: 'never', label: policyText.never, hint: policyText.neverHint },
            { value: 'always', label: policyText.always, hint: policyText.alwaysHint },
            {
              value: 'within',
              label: policyText.within,
              hint: policyText.withinHint,
              fields: (
                <DaysField
                  field="approvalDays"
                  label={policyText.approvalDays}
                  value={form.approvalDays}
                  problems={problems}
                  onText={(approvalDays) => edit({ approvalDays })}
                />
              ),
            },
          ]}
        />
        <Choice
          legend={policyText.charges}
          hint={policyText.chargesHint}
          value={form.charges}
          onChoose={(charges) => edit({ charges })}
          options={[
            { value: 'none', label: policyText.none },
            {
              value: 'within',
              label: policyText.chargesWithin,
              fields: (
                <Stack spacing={2}>
                  <DaysField
                    field="chargesDays"
                    label={policyText.chargesDays}
                    value={form.chargesDays}
                    problems={problems}
                    onText={(chargesDays) => edit({ chargesDays })}
                  />
                  <Field
                    field="chargesText"
                    label={policyText.chargesText}
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
        hint={days === null ? undefined : policyText.daysHint(days)}
        slotProps={{ htmlInput: { inputMode: 'numeric', style: { width: '6ch' } } }}
      />
    </Box>
  );
}
