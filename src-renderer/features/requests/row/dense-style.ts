import type { Density } from '../../../../src-shared/domain/appearance.ts';

/** What a row is as high as, closed: two lines. By the choice of the desk. */
export const ROW_HEIGHT: Readonly<Record<Density, number>> = { comfortable: 58, compact: 48 };

const CUT = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 } as const;

/**
 * The looks of all closed rows of a list, told once to the list: a list has many, and each is made of plain elements.
 */
export const denseStyle = (density: Density) =>
  ({
    '& article': {
      background: 'var(--mui-palette-background-paper)',
      // Above and not below: the next row may begin within the same pixel and cover it.
      borderTop: '1px solid var(--mui-palette-divider)',
      '&:first-of-type': { borderTopColor: 'transparent' },
      '&:focus-visible': { outlineOffset: '-3px' },
      '&.row-focused': { boxShadow: 'inset 4px 0 0 var(--mui-palette-divider)' },
      '&:focus-within': { boxShadow: 'inset 4px 0 0 var(--mui-palette-primary-main)' },
      '&.row-selected': { background: 'var(--mui-palette-action-selected)' },
      '&[data-gone]': { opacity: 0.35 },
    },
    '& .row-columns': {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) 172px',
      columnGap: '16px',
      rowGap: '6px',
    },
    '& .row-facts': {
      display: 'grid',
      gridTemplateColumns: 'minmax(192px, 3fr) minmax(344px, 10fr) minmax(88px, 3fr)',
      columnGap: '12px',
      alignItems: 'start',
    },
    // In the same place of every row, below one another; in sight also of a row taller than the list.
    '& .row-actions': {
      display: 'flex',
      flexDirection: 'column',
      gap: '4px',
      position: 'sticky',
      top: '8px',
      alignSelf: 'start',
      '& .MuiButton-root': { paddingTop: '2px', paddingBottom: '2px' },
    },
    '& .row-closed': {
      height: ROW_HEIGHT[density] - 1,
      padding: '0 16px',
      display: 'grid',
      // Both times always have room: they are what is decided about.
      gridTemplateColumns: '18px minmax(0, 5fr) minmax(384px, 8fr) minmax(0, 4fr) 48px',
      gridTemplateRows: 'auto auto',
      alignContent: 'center',
      columnGap: '10px',
      rowGap: density === 'comfortable' ? '2px' : 0,
      cursor: 'pointer',
      fontSize: '0.875rem',
      lineHeight: 1.4,
      color: 'var(--mui-palette-text-primary)',
    },
    '& article:hover > .row-closed': { background: 'var(--mui-palette-action-hover)' },
    // The box is as large as a finger needs it, drawn small in its middle.
    '& .row-select': {
      flexShrink: 0,
      gridArea: '2 / 1',
      alignSelf: 'center',
      justifySelf: 'center',
      width: 24,
      height: 24,
      margin: '-4px',
      padding: 0,
      border: 0,
      background: 'none',
      color: 'inherit',
      cursor: 'pointer',
      display: 'grid',
      placeItems: 'center',
      '&::before': {
        content: '""',
        boxSizing: 'border-box',
        width: 14,
        height: 14,
        border: '1.5px solid var(--mui-palette-text-secondary)',
        borderRadius: '3px',
        font: 'bold 12px/11px sans-serif',
      },
      '&[aria-checked="true"]::before': {
        content: '"✓" / ""',
        background: 'var(--mui-palette-primary-main)',
        borderColor: 'var(--mui-palette-primary-main)',
        color: 'var(--mui-palette-primary-contrastText)',
      },
    },
    '& .row-icon': { fontSize: 18, alignSelf: 'center', display: 'block' },
    '& .row-cancel': { color: 'var(--mui-palette-error-main)' },
    '& .row-reschedule': { color: 'var(--mui-palette-primary-main)' },
    '& .row-name': { ...CUT, margin: 0, fontSize: 'inherit', fontWeight: 700 },
    '& .row-times': CUT,
    '& .row-times b': { fontWeight: 700 },
    '& .row-times s': { color: 'var(--mui-palette-text-secondary)' },
    '& .row-provider': { ...CUT, color: 'var(--mui-palette-text-secondary)' },
    '& .row-age': {
      textAlign: 'right',
      whiteSpace: 'nowrap',
      fontSize: '0.75rem',
      lineHeight: '1.225rem',
      color: 'var(--mui-palette-text-secondary)',
    },
    '& .row-kind': { ...CUT, gridColumn: 2, fontSize: '0.75rem', fontWeight: 600 },
    '& .row-said': {
      ...CUT,
      gridColumn: '3 / -1',
      fontSize: '0.8125rem',
      color: 'var(--mui-palette-text-secondary)',
    },
    '& .row-said.with-desk': { gridColumn: 3 },
    '& .row-desk': { gridColumn: '4 / -1', minWidth: 0, display: 'grid' },
    '& .sign-problem': { color: 'var(--mui-palette-warning-main)', fontWeight: 600 },
    '& .sign-wait': { color: 'var(--mui-palette-info-main)', fontWeight: 600 },
    '& .sign-good': { color: 'var(--mui-palette-success-main)', fontWeight: 600 },
    '& .sign-hint': { fontWeight: 600 },
    '@container (max-width: 720px)': {
      // Whose it is has room beside the longest sentence.
      '& .row-closed': {
        gridTemplateColumns: '18px minmax(min(184px, 40%), 1fr) minmax(0, max-content) 40px',
      },
      '& .row-provider': { display: 'none' },
      '& .row-columns, & .row-facts': { gridTemplateColumns: 'minmax(0, 1fr)' },
      '& .row-actions': { position: 'static', flexDirection: 'row', flexWrap: 'wrap' },
    },
  }) as const;
