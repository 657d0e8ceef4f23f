import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';

interface Props {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table of the report: words in its first column, numbers in the others. */
export function ReportTable({ title, head, rows }: Props): ReactNode {
  const id = useId();
  return (
    <section>
      <Typography id={id} component="h3" variant="h3" sx={{ mb: 0.5 }}>
        {title}
      </Typography>
      <Table size="small" aria-labelledby={id} sx={{ fontVariantNumeric: 'tabular-nums' }}>
        <TableHead>
          <TableRow>
            {head.map((text, column) => (
              <TableCell key={text} scope="col" align={column === 0 ? 'left' : 'right'}>
                {text}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map(([first, ...numbers], row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two providers may have one name, and no row keeps anything.
            <TableRow key={row}>
              <TableCell component="th" scope="row" dir="auto">
                {first}
              </TableCell>
              {numbers.map((text, column) => (
                <TableCell key={head[column + 1]} align="right">
                  {text}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
