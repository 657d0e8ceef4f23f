import AddIcon from '@mui/icons-material/Add';
import ArrowDownwardIcon from '@mui/icons-material/ArrowDownward';
import ArrowUpwardIcon from '@mui/icons-material/ArrowUpward';
import CloseIcon from '@mui/icons-material/Close';
import { Box, Button, IconButton, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { t } from '../../../../src-shared/text/text.ts';
import { VisuallyHidden } from '../../../components/VisuallyHidden.tsx';
import { Field } from '../Field.tsx';
import { fieldId } from '../field-id.ts';
import type { Problem } from '../forms/checks.ts';
import { MOST_REASONS, type ReasonListId, type ReasonRow, reasonField } from '../forms/reasons-form.ts';
import { moveRow, nextKey, patchRow, removeRow } from '../forms/rows.ts';
import { Part } from '../SectionFrame.tsx';
import { useFocusOn } from '../use-focus-on.ts';

interface Props {
  readonly list: ReasonListId;
  readonly rows: readonly ReasonRow[];
  readonly problems: readonly Problem[];
  readonly onChange: (rows: readonly ReasonRow[]) => void;
}

/** One pick list in its order; “Other” stays last. */
export function ReasonList({ list, rows, problems, onChange }: Props): ReactNode {
  const [said, setSaid] = useState('');
  const focusOn = useFocusOn();
  const title = t.settings.reasonsText.lists[list];
  const add = (): void => {
    const key = nextKey(rows);
    onChange([...rows, { key, code: '', text: '' }]);
    focusOn(fieldId(reasonField(list, key)));
  };
  const move = (row: ReasonRow, index: number, by: 1 | -1): void => {
    onChange(moveRow(rows, row.key, by));
    setSaid(t.settings.reasonsText.moved(row.text, index + 1 + by));
  };
  const remove = (key: number): void => {
    onChange(removeRow(rows, key));
    focusOn(fieldId(`add-${list}`));
  };
  return (
    <Part title={title}>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
        {rows.map((row, index) => {
          const name = row.text.trim() === '' ? t.settings.reasonsText.unnamed(index + 1) : row.text.trim();
          return (
            <Box component="li" key={row.key} sx={{ display: 'flex', gap: 0.5, alignItems: 'start' }}>
              <Field
                field={reasonField(list, row.key)}
                label=""
                value={row.text}
                problems={problems}
                onText={(text) => onChange(patchRow(rows, row.key, { text }))}
                slotProps={{ htmlInput: { 'aria-label': t.settings.reasonsText.reason(index + 1) } }}
              />
              <IconButton
                aria-label={t.settings.reasonsText.moveUp(name)}
                disabled={index === 0}
                onClick={() => move(row, index, -1)}
                sx={{ mt: 0.4 }}
              >
                <ArrowUpwardIcon fontSize="small" />
              </IconButton>
              <IconButton
                aria-label={t.settings.reasonsText.moveDown(name)}
                disabled={index === rows.length - 1}
                onClick={() => move(row, index, 1)}
                sx={{ mt: 0.4 }}
              >
                <ArrowDownwardIcon fontSize="small" />
              </IconButton>
              <IconButton
                aria-label={t.settings.reasonsText.remove(name)}
                onClick={() => remove(row.key)}
                sx={{ mt: 0.4 }}
              >
                <CloseIcon fontSize="small" />
              </IconButton>
            </Box>
          );
        })}
        <Box component="li" sx={{ display: 'flex', gap: 1.5, alignItems: 'baseline', px: 1.75, py: 0.75 }}>
          <Typography>{t.settings.reasonsText.other}</Typography>
          <Typography variant="body2" color="textSecondary">
            {t.settings.reasonsText.otherHint}
          </Typography>
        </Box>
      </Box>
      <Button
        id={fieldId(`add-${list}`)}
        aria-label={t.settings.reasonsText.addTo(title)}
        startIcon={<AddIcon />}
        disabled={rows.length >= MOST_REASONS}
        onClick={add}
        sx={{ mt: 0.5 }}
      >
        {t.settings.reasonsText.add}
      </Button>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </Part>
  );
}
