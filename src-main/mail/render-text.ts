import type { Block, Letter } from './letter.ts';

/** The letter as plain text: blocks separated by an empty line, lines ended by `\n`. */
export function renderText({ sender, blocks }: Letter): string {
  return `${[sender, ...blocks.map(blockText)].join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'lead':
      return block.text;
    case 'when':
    case 'message':
      return `${block.label}:\n${block.lines.join('\n')}`;
    case 'facts':
      return block.rows.map(factText).join('\n');
    case 'button':
      return `${block.label}\n${block.url}`;
    case 'signature':
      return [block.name, ...block.rows.map(factText)].join('\n');
  }
}

const factText = ({ label, value }: { readonly label: string; readonly value: string }): string =>
  `${label}: ${value}`;
