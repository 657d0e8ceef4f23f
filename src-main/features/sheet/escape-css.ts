/**
 * For a CSS string in double quotes within a style element: every character but letters, figures, spaces and a few harmless
 * signs as an escape (CSS Syntax Module Level 3, 4.3.7), so that it can end neither the string nor the element.
 */
export function escapeCss(text: string): string {
  return Array.from(text.toWellFormed(), (character) =>
    /[\p{L}\p{N} .,:–·’-]/u.test(character) ? character : `\\${character.codePointAt(0)?.toString(16)} `,
  ).join('');
}
