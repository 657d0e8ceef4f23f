import { styled } from '@mui/material/styles';
import { GAP_PX, MARGIN_PX } from './box-style.ts';
import { AXIS_PX, MOST_LINES } from './geometry.ts';

const main = (name: string): string => `var(--mui-palette-${name}-main)`;
const PAPER = 'var(--mui-palette-background-paper)';
const DIVIDER = 'var(--mui-palette-divider)';
const TEXT = 'var(--mui-palette-text-primary)';
const tint = (color: string, percent: number): string => `color-mix(in srgb, ${color} ${percent}%, ${PAPER})`;
const veil = (color: string, percent: number): string =>
  `color-mix(in srgb, ${color} ${percent}%, transparent)`;
const stripes = (color: string, percent: number, width: number): string =>
  `repeating-linear-gradient(-45deg, transparent 0 ${width}px, ${veil(color, percent)} ${width}px ${2 * width}px)`;

/**
 * The scrolling box of the time grid, with the looks of everything in it. One style for all: a style of its own for each of a
 * thousand appointments would take longer to make than the appointments. `--hour` and `--step` are heights in pixels.
 */
export const GridRoot = styled('div')({
  position: 'relative',
  flex: 1,
  minHeight: 0,
  minWidth: 0,
  overflow: 'auto',
  overscrollBehavior: 'contain',
  scrollPadding: `56px 12px 24px ${AXIS_PX + 12}px`,
  backgroundColor: PAPER,
  fontSize: '0.75rem',
  lineHeight: '16px',
  // The pointer is captured by this box while something is dragged, so that the cursor is this one's.
  '&[data-dragging]': { userSelect: 'none', cursor: 'grabbing' },
  '&[data-dragging="resize"]': { cursor: 'ns-resize' },
  '&[data-dragging="refused"]': { cursor: 'not-allowed' },

  '.heads': {
    display: 'grid',
    position: 'sticky',
    top: 0,
    zIndex: 6,
    backgroundColor: PAPER,
    borderBottom: `1px solid ${DIVIDER}`,
  },
  '.corner': { position: 'sticky', left: 0, zIndex: 1, backgroundColor: PAPER },
  '.head': {
    minWidth: 0,
    padding: '6px 8px',
    borderLeft: `1px solid ${DIVIDER}`,
    fontSize: '0.8125rem',
    lineHeight: '18px',
    fontWeight: 700,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },

  '.body': {
    display: 'grid',
    position: 'relative',
    borderBottom: `1px solid ${DIVIDER}`,
    backgroundImage: [
      `repeating-linear-gradient(to bottom, ${veil(TEXT, 22)} 0 1px, transparent 1px var(--hour))`,
      `repeating-linear-gradient(to bottom, ${veil(TEXT, 8)} 0 1px, transparent 1px var(--step))`,
    ].join(', '),
  },
  '.body > *': { gridRow: 1 },
  '.axis': {
    gridColumn: 1,
    position: 'sticky',
    left: 0,
    zIndex: 5,
    backgroundColor: PAPER,
    color: 'var(--mui-palette-text-secondary)',
    fontSize: '0.6875rem',
  },
  '.hour': { position: 'absolute', right: 5, whiteSpace: 'nowrap', paddingTop: 1 },
  '.hour::after': {
    content: '""',
    position: 'absolute',
    top: 0,
    right: -5,
    width: AXIS_PX,
    borderTop: `1px solid ${veil(TEXT, 22)}`,
  },

  '.column': { position: 'relative', minWidth: 0, borderLeft: `1px solid ${DIVIDER}` },
  '.off': { position: 'absolute', left: 0, right: 0, backgroundColor: veil(TEXT, 6), pointerEvents: 'none' },
  '.missing, .closed, .away': {
    position: 'absolute',
    left: 0,
    right: 0,
    padding: '4px 8px',
    color: 'var(--mui-palette-text-secondary)',
    fontWeight: 600,
    backgroundImage: stripes(TEXT, 9, 6),
    pointerEvents: 'none',
  },
  '.blocked': {
    position: 'absolute',
    left: 0,
    right: 0,
    padding: '2px 8px',
    border: 0,
    borderBlock: `1px solid ${veil(TEXT, 40)}`,
    font: 'inherit',
    textAlign: 'start',
    verticalAlign: 'top',
    display: 'flex',
    color: TEXT,
    fontWeight: 600,
    overflow: 'hidden',
    backgroundColor: tint(TEXT, 7),
    backgroundImage: stripes(TEXT, 12, 6),
    cursor: 'pointer',
  },
  '.blocked:hover': { borderColor: main('primary') },
  '.blocking': {
    position: 'relative',
    alignSelf: 'start',
    zIndex: 4,
    margin: '0 2px',
    padding: '0 6px',
    border: `2px dashed ${TEXT}`,
    backgroundColor: tint(TEXT, 10),
    fontWeight: 700,
    pointerEvents: 'none',
  },
  '.closed > span, .away > span': {
    position: 'sticky',
    top: 48,
    display: 'inline-block',
    padding: '1px 6px',
    borderRadius: 4,
    backgroundColor: PAPER,
    overflowWrap: 'anywhere',
  },

  '.entry, .pile, .free-time, .ghost': {
    position: 'absolute',
    boxSizing: 'border-box',
    margin: 0,
    overflow: 'hidden',
    borderRadius: 4,
    font: 'inherit',
    textAlign: 'left',
    color: TEXT,
  },
  // The button itself has but a place. All colours are its card's, which has no style of its own to stand in the way of the
  // browser's cache of styles: with a thousand appointments that is the greater part of the time.
  '.entry': {
    display: 'block',
    left: GAP_PX,
    width: `calc(100% - ${MARGIN_PX + GAP_PX}px)`,
    padding: 0,
    border: 0,
    backgroundColor: 'transparent',
    cursor: 'pointer',
  },
  '.card': {
    display: 'block',
    boxSizing: 'border-box',
    height: '100%',
    overflow: 'hidden',
    padding: '0 4px 0 6px',
    borderRadius: 4,
    border: `1px solid ${veil(main('primary'), 45)}`,
    borderLeft: `4px solid ${main('primary')}`,
    backgroundColor: tint(main('primary'), 13),
  },
  // As high as its lines: what is cut off must not show in the rest of the card.
  '.text': {
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  },
  '.text[data-lines="1"]': { display: 'block', whiteSpace: 'nowrap', textOverflow: 'ellipsis' },
  ...Object.fromEntries(
    Array.from({ length: MOST_LINES - 1 }, (_, index) => [
      `.text[data-lines="${index + 2}"]`,
      { WebkitLineClamp: index + 2 },
    ]),
  ),
  '.entry:hover > .card': { borderColor: main('primary') },
  '.entry:focus-visible, .pile:focus-visible, .free-time:focus-visible': { zIndex: 3, outlineOffset: 1 },
  '.entry[aria-current="true"] > .card': { boxShadow: `inset 0 0 0 2px ${main('primary')}` },
  '.card[data-status="tentative"]': {
    borderStyle: 'dashed',
    borderLeftStyle: 'solid',
    borderColor: main('secondary'),
    backgroundColor: PAPER,
    backgroundImage: stripes(main('secondary'), 16, 7),
  },
  '.card[data-status="checked-in"]': {
    borderColor: veil(main('success'), 55),
    borderLeftColor: main('success'),
    backgroundColor: tint(main('success'), 14),
  },
  '.card[data-status="completed"], .card[data-status="cancelled"]': {
    borderColor: veil(TEXT, 25),
    borderLeftColor: veil(TEXT, 45),
    backgroundColor: tint(TEXT, 5),
  },
  '.card[data-status="cancelled"]': {
    backgroundColor: PAPER,
    borderStyle: 'dashed',
    borderLeftStyle: 'solid',
  },
  '.card[data-status="cancelled"] .who': { textDecoration: 'line-through' },
  '.card[data-status="no-show"]': {
    borderColor: veil(main('error'), 55),
    borderLeftColor: main('error'),
    backgroundColor: tint(main('error'), 9),
  },
  '.card[data-status="busy"]': {
    borderColor: veil(TEXT, 40),
    borderLeftColor: veil(TEXT, 60),
    backgroundColor: PAPER,
    backgroundImage: stripes(TEXT, 10, 5),
  },
  '.card[data-cut~="above"]': { borderTopStyle: 'dashed', borderTopLeftRadius: 0, borderTopRightRadius: 0 },
  '.card[data-cut~="below"]': {
    borderBottomStyle: 'dashed',
    borderBottomLeftRadius: 0,
    borderBottomRightRadius: 0,
  },
  '.entry[data-moving="true"]': { opacity: 0.45 },
  '.entry[data-free="true"]::after': {
    content: '""',
    position: 'absolute',
    left: 0,
    right: 0,
    bottom: 0,
    height: 6,
    cursor: 'ns-resize',
  },
  '.who': { fontWeight: 700 },
  '.sign': { fontSize: '0.875rem', verticalAlign: '-2px', marginRight: 3 },
  '.state': { fontWeight: 700 },
  // Part of the name without being seen, and without parting it from the words before.
  '.unseen': { fontSize: 0, lineHeight: 0 },

  '.pile': {
    padding: '2px 6px',
    border: `1px solid ${DIVIDER}`,
    backgroundColor: tint(TEXT, 10),
    fontWeight: 700,
    cursor: 'pointer',
  },
  '.pile:hover': { borderColor: main('primary') },
  '.free-time': {
    zIndex: 1,
    left: 3,
    right: 3,
    padding: '0 6px',
    border: `1px dashed ${main('success')}`,
    backgroundColor: PAPER,
    color: main('success'),
    fontWeight: 700,
    whiteSpace: 'nowrap',
    cursor: 'pointer',
  },
  '.free-time[data-quiet="true"]:not(:focus-visible)': { opacity: 0 },
  '.ghost': {
    position: 'relative',
    alignSelf: 'start',
    zIndex: 4,
    margin: '0 2px',
    padding: '0 6px',
    border: `2px solid ${main('primary')}`,
    backgroundColor: tint(main('primary'), 22),
    boxShadow: '0 4px 14px rgba(0, 0, 0, 0.28)',
    fontWeight: 700,
    pointerEvents: 'none',
  },
  '.ghost[data-clash="true"]': { borderColor: main('warning'), backgroundColor: tint(main('warning'), 20) },
  '.now': {
    alignSelf: 'start',
    position: 'relative',
    height: 0,
    borderTop: `2px solid ${main('error')}`,
    pointerEvents: 'none',
  },
  '.now::before': {
    content: '""',
    position: 'absolute',
    left: -4,
    top: -5,
    width: 8,
    height: 8,
    borderRadius: '50%',
    backgroundColor: main('error'),
  },
  '.now-time': {
    position: 'absolute',
    right: 2,
    zIndex: 1,
    padding: '0 3px',
    borderRadius: 4,
    whiteSpace: 'nowrap',
    transform: 'translateY(-50%)',
    fontWeight: 700,
    color: 'var(--mui-palette-background-paper)',
    backgroundColor: main('error'),
  },

  // High contrast takes shades and tints away: what they tell is told by borders.
  '@media (forced-colors: active)': {
    '.off': { borderBlock: '1px dotted CanvasText' },
    '.missing, .closed, .away, .blocked': { border: '1px dashed CanvasText' },
    '.now': { borderTopColor: 'Highlight' },
    '.ghost': { borderColor: 'Highlight' },
    '.entry[aria-current="true"] > .card': { outline: '2px solid Highlight' },
  },
});
