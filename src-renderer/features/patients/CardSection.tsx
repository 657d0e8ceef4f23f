import { Box, Button, Typography } from '@mui/material';
import { Fragment, type ReactNode, useId } from 'react';
import { t } from '../../../src-shared/text/text.ts';
import { FRAMED_LIST } from '../../components/framed-list.ts';
import type { CardList } from './card-lists.ts';

interface Props<T> {
  readonly list: CardList;
  readonly title: string;
  /** Said where there is none. */
  readonly empty: string;
  readonly page: { readonly rows: readonly T[]; readonly nextCursor: string | null };
  /** Draws one entry as a list item. */
  readonly row: (entry: T) => ReactNode;
  readonly loadingMore: CardList | null;
  readonly onMore: (list: CardList) => void;
}

/** One of the card's lists, with its next page on demand. */
export function CardSection<T extends { readonly id: string }>({
  list,
  title,
  empty,
  page,
  row,
  loadingMore,
  onMore,
}: Props<T>): ReactNode {
  const titleId = useId();
  return (
    <Box component="section" aria-labelledby={titleId}>
      <Typography id={titleId} component="h3" variant="h3" sx={{ mb: 0.75 }}>
        {title}
      </Typography>
      {page.rows.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {empty}
        </Typography>
      ) : (
        <Box
          component="ul"
          aria-labelledby={titleId}
          sx={{
            ...FRAMED_LIST,
            bgcolor: 'background.paper',
            '& > li + li': { borderTop: 1, borderColor: 'divider' },
          }}
        >
          {page.rows.map((entry) => (
            <Fragment key={entry.id}>{row(entry)}</Fragment>
          ))}
        </Box>
      )}
      {page.nextCursor === null ? null : (
        <Button
          variant="outlined"
          loading={loadingMore === list}
          aria-label={`${t.patients.patientsText.showMore}: ${title}`}
          onClick={() => onMore(list)}
          sx={{ mt: 1 }}
        >
          {t.patients.patientsText.showMore}
        </Button>
      )}
    </Box>
  );
}
