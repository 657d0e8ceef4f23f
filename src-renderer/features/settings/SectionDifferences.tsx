import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import type { PracticeRules } from '../../../src-shared/domain/practice.ts';
import {
  type PracticeSection,
  type SectionValue,
  sectionOf,
} from '../../../src-shared/domain/practice-sections.ts';
import { t } from '../../../src-shared/text/text.ts';
import { useClinic } from '../../stores/clinic.ts';

interface Props {
  readonly section: PracticeSection;
  /** The rules as they count. */
  readonly counting: PracticeRules;
  readonly countingName: string;
  /** The section as it was saved here. */
  readonly own: SectionValue;
}

/** What of a section counts and what was saved here, where the two differ. Of a list, entries that are on one side alone stand out. */
export function SectionDifferences({ section, counting, countingName, own }: Props): ReactNode {
  const { practitioners } = useClinic().directory;
  const nameOf = (id: string): string =>
    practitioners.find((one) => one.id === id)?.name ?? t.settings.practiceText.unknownProvider;
  const theirs = t.sharedSettings.sectionLines(sectionOf(counting, section), nameOf);
  const mine = t.sharedSettings.sectionLines(own, nameOf);
  const rows = theirs.flatMap(({ label, texts }, index) => {
    const other = mine[index]?.texts ?? [];
    return texts.join('\n') === other.join('\n') ? [] : [{ label, theirs: texts, mine: other }];
  });
  if (rows.length === 0) return null;
  return (
    <Box
      component="table"
      sx={{
        width: '100%',
        mt: 1.5,
        borderCollapse: 'collapse',
        '& th, & td': {
          textAlign: 'left',
          verticalAlign: 'top',
          py: 0.5,
          pr: 2,
          borderTop: '1px solid',
          borderColor: 'divider',
          overflowWrap: 'anywhere',
        },
        '& thead th': { borderTop: 'none', fontWeight: 600 },
        '& tbody th': { fontWeight: 400 },
      }}
    >
      <thead>
        <tr>
          <th scope="col">{t.sharedSettings.sharedText.setting}</th>
          <th scope="col">{countingName}</th>
          <th scope="col">{t.sharedSettings.sharedText.here}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label}>
            <th scope="row">{row.label}</th>
            <td>
              <Texts texts={row.theirs} others={row.mine} />
            </td>
            <td>
              <Texts texts={row.mine} others={row.theirs} />
            </td>
          </tr>
        ))}
      </tbody>
    </Box>
  );
}

function Texts({
  texts,
  others,
}: {
  readonly texts: readonly string[];
  readonly others: readonly string[];
}): ReactNode {
  if (texts.length === 0) return '–';
  return texts.map((text) => (
    <Box key={text} dir="auto" sx={{ fontWeight: others.includes(text) ? 400 : 600 }}>
      {text}
    </Box>
  ));
}
