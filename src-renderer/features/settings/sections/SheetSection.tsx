import { Alert, Box, Button, FormControlLabel, FormHelperText, Stack, Switch } from '@mui/material';
import { type ReactNode, useId } from 'react';
import type { SheetSettings } from '../../../../src-shared/domain/downtime-sheet.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { invoke } from '../../../api/client.ts';
import { useAttempt } from '../../../api/use-attempt.ts';
import { ErrorNotice } from '../../../components/ErrorNotice.tsx';
import { SelectField } from '../../../components/SelectField.tsx';
import { Field } from '../Field.tsx';
import { SectionFrame } from '../SectionFrame.tsx';
import { useSection } from '../use-section.ts';
import { SheetStatePanel } from './SheetStatePanel.tsx';

const RANGES: readonly SheetSettings['range'][] = ['next-open', 'week'];
const PAPERS: readonly SheetSettings['paper'][] = ['letter', 'a4'];

/** Settings, Downtime sheet. */
export function SheetSection(): ReactNode {
  const { form, view, problems, unsaved, edit } = useSection('sheet');
  const automaticId = useId();
  const { busy, error, run } = useAttempt();
  const choose = (): void =>
    void run(async () => {
      const chosen = await invoke('sheet.chooseFolder', { current: form.folder });
      if (chosen.ok && chosen.value.folder !== null) edit({ folder: chosen.value.folder });
      return chosen;
    });
  return (
    <SectionFrame
      id="sheet"
      unsaved={unsaved}
      after={view.sheet.folder === '' ? null : <SheetStatePanel automatic={view.sheet.automatic} />}
    >
      <Stack spacing={2.5} sx={{ maxWidth: 640 }}>
        <Box>
          <FormControlLabel
            label={t.sheet.sheetSettingsText.automatic}
            control={
              <Switch
                checked={form.automatic}
                onChange={(_, automatic) => edit({ automatic })}
                slotProps={{ input: { role: 'switch', 'aria-describedby': automaticId } }}
              />
            }
          />
          <FormHelperText id={automaticId} sx={{ mt: 0 }}>
            {t.sheet.sheetSettingsText.automaticHint}
          </FormHelperText>
        </Box>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'flex-start' }}>
          <Field
            field="sheetFolder"
            label={t.sheet.sheetSettingsText.folder}
            hint={t.sheet.sheetSettingsText.folderHint}
            value={form.folder}
            problems={problems}
            onText={(folder) => edit({ folder })}
            slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off' } }}
          />
          <Button
            variant="outlined"
            size="medium"
            disabled={busy}
            onClick={choose}
            sx={{ flex: 'none', height: 37 }}
          >
            {t.sheet.sheetSettingsText.choose}
          </Button>
        </Box>
        <ErrorNotice error={error} />
        <Alert severity="warning" role="note">
          {t.sheet.sheetSettingsText.clear}
        </Alert>
        <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 2 }}>
          <SelectField
            label={t.sheet.sheetSettingsText.range}
            help={t.sheet.sheetSettingsText.rangeHint}
            value={form.range}
            options={RANGES.map((value) => ({ value, label: t.sheet.sheetSettingsText.ranges[value] }))}
            onChange={(range) => edit({ range })}
          />
          <SelectField
            label={t.sheet.sheetSettingsText.paper}
            help={t.sheet.sheetSettingsText.paperHint}
            value={form.paper}
            options={PAPERS.map((value) => ({ value, label: t.sheet.sheetSettingsText.papers[value] }))}
            onChange={(paper) => edit({ paper })}
          />
        </Box>
        <Box>
          <FormControlLabel
            label={t.sheet.sheetSettingsText.phones}
            control={<Switch checked={form.phones} onChange={(_, phones) => edit({ phones })} />}
          />
        </Box>
        <FormHelperText>{t.sheet.sheetSettingsText.files}</FormHelperText>
      </Stack>
    </SectionFrame>
  );
}
