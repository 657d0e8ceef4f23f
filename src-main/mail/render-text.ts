import type { Block, Letter } from './letter.ts';

/** The letter as plain text: blocks separated by an empty line, lines ended by `\n`. */
export function renderText(letter: Letter): string {
  return `${letter.blocks.map(blockText).join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'lead':
      return block.text;
    case 'facts':
      return block.rows.map((row) => `${row.label}: ${row.value}`).join('\n');
    case 'message':
      return `${block.label}:\n${block.lines.join('\n')}`;
    case 'link':
      return `${block.label}: ${block.url}`;
    case 'signature':
      return block.lines.join('\n');
  }
}
