import AddIcon from '@mui/icons-material/Add';
import CloseIcon from '@mui/icons-material/Close';
import { Box, Button, IconButton, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { Field } from '../Field.tsx';
import { fieldId } from '../field-id.ts';
import type { Problem } from '../forms/checks.ts';
import { nextKey, patchRow, removeRow } from '../forms/rows.ts';
import { type VisitTypeRow, visitTypeField } from '../forms/visit-types-form.ts';
import { SectionFrame } from '../SectionFrame.tsx';
import { useFocusOn } from '../use-focus-on.ts';
import { useSection } from '../use-section.ts';

const ADD = 'add-visit-type';

/** Settings, Visit types: what can be chosen and how long each takes. */
export function VisitTypesSection(): ReactNode {
  const { form, problems, unsaved, edit } = useSection('visitTypes');
  const { rows } = form;
  const focusOn = useFocusOn();
  const add = (): void => {
    const key = nextKey(rows);
    edit({ rows: [...rows, { key, code: '', display: '', minutes: '30' }] });
    focusOn(fieldId(visitTypeField(key, 'display')));
  };
  const remove = (key: number): void => {
    edit({ rows: removeRow(rows, key) });
    focusOn(fieldId(ADD));
  };
  return (
    <SectionFrame id="visitTypes" unsaved={unsaved}>
      <Typography variant="body2" color="textSecondary" sx={{ mb: 2 }}>
        {rows.length === 0 ? t.settings.visitTypesText.none : t.settings.visitTypesText.hint}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.75 }}>
        {rows.map((row, index) => (
          <VisitTypeFields
            key={row.key}
            row={row}
            n={index + 1}
            problems={problems}
            onPatch={(patch) => edit({ rows: patchRow(rows, row.key, patch) })}
            onRemove={() => remove(row.key)}
          />
        ))}
      </Box>
      <Button
        id={fieldId(ADD)}
        startIcon={<AddIcon />}
        disabled={rows.length >= 200}
        sx={{ mt: 1.5 }}
        onClick={add}
      >
        {t.settings.visitTypesText.add}
      </Button>
    </SectionFrame>
  );
}

interface Props {
  readonly row: VisitTypeRow;
  readonly n: number;
  readonly problems: readonly Problem[];
  readonly onPatch: (patch: Partial<Omit<VisitTypeRow, 'key'>>) => void;
  readonly onRemove: () => void;
}

function VisitTypeFields({ row, n, problems, onPatch, onRemove }: Props): ReactNode {
  const name = row.display.trim() === '' ? t.settings.visitTypesText.unnamed(n) : row.display.trim();
  return (
    <Box
      component="li"
      sx={{ display: 'grid', gridTemplateColumns: '1fr 180px 100px auto', gap: 1, alignItems: 'start' }}
    >
      <Field
        field={visitTypeField(row.key, 'display')}
        label={t.settings.visitTypesText.displayLabel}
        value={row.display}
        problems={problems}
        onText={(display) => onPatch({ display })}
        slotProps={{ htmlInput: { 'aria-label': t.settings.visitTypesText.display(n) } }}
      />
      <Field
        field={visitTypeField(row.key, 'code')}
        label={t.settings.visitTypesText.codeLabel}
        value={row.code}
        problems={problems}
        onText={(code) => onPatch({ code })}
        slotProps={{ htmlInput: { 'aria-label': t.settings.visitTypesText.code(n) } }}
      />
      <Field
        field={visitTypeField(row.key, 'minutes')}
        label={t.settings.visitTypesText.minutesLabel}
        value={row.minutes}
        problems={problems}
        onText={(minutes) => onPatch({ minutes })}
        slotProps={{
          htmlInput: { inputMode: 'numeric', 'aria-label': t.settings.visitTypesText.minutes(n) },
        }}
      />
      <IconButton aria-label={t.settings.visitTypesText.removeOne(name)} onClick={onRemove} sx={{ mt: 0.4 }}>
        <CloseIcon fontSize="small" />
      </IconButton>
    </Box>
  );
}
