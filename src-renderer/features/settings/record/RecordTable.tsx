import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import type { RecordLine } from '../../../../src-shared/ipc/record-views.ts';
import { t } from '../../../../src-shared/text/text.ts';
import { PlainText } from '../../../components/PlainText.tsx';
import { useZone } from '../../../stores/clinic.ts';

/** Lines of the record, the newest first: when, who, what, about whom. */
export function RecordTable({ lines }: { readonly lines: readonly RecordLine[] }): ReactNode {
  const text = t.record.recordText;
  return (
    <Table size="small" stickyHeader aria-label={text.lines}>
      <TableHead>
        <TableRow>
          {[text.when, text.person, text.subject, text.patient].map((name) => (
            <TableCell key={name}>{name}</TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {lines.map((line) => (
          <Line key={line.id} line={line} />
        ))}
      </TableBody>
    </Table>
  );
}

function Line({ line }: { readonly line: RecordLine }): ReactNode {
  const zone = useZone();
  const { title, lines } = t.history.historyLine({ ...line, mailId: null }, { zone, now: null });
  return (
    <TableRow sx={{ verticalAlign: 'top' }}>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{t.times.formatDateTime(line.at, zone)}</TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>
        <bdi>{line.userName}</bdi>
        {line.deskName === '' ? null : (
          <Typography variant="caption" component="div" color="textSecondary">
            <bdi>{line.deskName}</bdi>
          </Typography>
        )}
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>
        <PlainText>{title}</PlainText>
        {lines.map((detail) => (
          <PlainText key={detail} color="textSecondary">
            {detail}
          </PlainText>
        ))}
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>
        {line.patient === null ? null : (
          <>
            <bdi>{line.patient.name}</bdi>
            <Typography variant="caption" component="div" color="textSecondary">
              {line.patient.birthDate === null ? '' : t.visit.bornWords(line.patient.birthDate)}
            </Typography>
          </>
        )}
      </TableCell>
    </TableRow>
  );
}
