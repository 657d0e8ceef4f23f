import { Autocomplete, Box, TextField } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { Field } from '../Field.tsx';
import { fieldId } from '../field-id.ts';
import { type Problem, problemAt } from '../forms/checks.ts';
import { SectionFrame } from '../SectionFrame.tsx';
import { useSection } from '../use-section.ts';
import { ClosedDaysEditor } from './ClosedDaysEditor.tsx';
import { HoursEditor } from './HoursEditor.tsx';
import { ProviderHoursEditor } from './ProviderHoursEditor.tsx';

/** Settings, Practice. */
export function PracticeSection(): ReactNode {
  const { form, problems, unsaved, edit } = useSection('practice');
  return (
    <SectionFrame id="practice" unsaved={unsaved}>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: { xs: '1fr', md: '1fr 1fr' },
          gap: 2,
          alignItems: 'start',
        }}
      >
        <Field
          field="name"
          label={t.settings.practiceText.name}
          hint={t.settings.practiceText.nameHint}
          value={form.name}
          problems={problems}
          onText={(name) => edit({ name })}
        />
        <Field
          field="phone"
          label={t.settings.practiceText.phone}
          hint={t.settings.practiceText.phoneHint}
          type="tel"
          value={form.phone}
          problems={problems}
          onText={(phone) => edit({ phone })}
        />
        <ZoneField zone={form.zone} problems={problems} onChange={(zone) => edit({ zone })} />
        <Field
          field="portalLink"
          label={t.settings.practiceText.portalLink}
          hint={t.settings.practiceText.portalLinkHint}
          type="url"
          value={form.portalLink}
          problems={problems}
          onText={(portalLink) => edit({ portalLink })}
        />
      </Box>
      <HoursEditor hours={form.hours} problems={problems} onChange={(hours) => edit({ hours })} />
      <ProviderHoursEditor
        rows={form.providerHours}
        hours={form.hours}
        problems={problems}
        onChange={(providerHours) => edit({ providerHours })}
      />
      <ClosedDaysEditor
        days={form.closedDays}
        problems={problems}
        onChange={(closedDays) => edit({ closedDays })}
      />
    </SectionFrame>
  );
}

interface ZoneProps {
  readonly zone: string;
  readonly problems: readonly Problem[];
  readonly onChange: (zone: string) => void;
}

function ZoneField({ zone, problems, onChange }: ZoneProps): ReactNode {
  const known = Intl.supportedValuesOf('timeZone');
  // The stored zone may be an alias the list leaves out, such as US/Central.
  const zones = [...new Set([...(zone === '' ? [] : [zone]), ...known, 'UTC'])].toSorted();
  const problem = problemAt(problems, 'zone');
  return (
    <Autocomplete
      id={fieldId('zone')}
      options={zones}
      value={zone === '' ? null : zone}
      onChange={(_, next) => onChange(next ?? '')}
      noOptionsText={t.settings.practiceText.zoneNone}
      autoHighlight
      renderInput={(params) => (
        <TextField
          {...params}
          label={t.settings.practiceText.zone}
          error={problem !== null}
          helperText={problem ?? t.settings.practiceText.zoneHint}
        />
      )}
    />
  );
}
