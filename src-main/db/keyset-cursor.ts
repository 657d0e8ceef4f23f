import { z } from 'zod';

/** Where a page ended: the sort key of its last row, and its id where keys are equal. */
export interface Position {
  readonly key: number;
  readonly id: string;
}

const position = z.tuple([z.number().int(), z.string().max(200)]);

/** Opaque to the window: it only gives it back. */
export function writeCursor({ key, id }: Position): string {
  return JSON.stringify([key, id]);
}

/** `null` for a text that was never a cursor. */
export function readCursor(cursor: string): Position | null {
  try {
    const [key, id] = position.parse(JSON.parse(cursor));
    return { key, id };
  } catch {
    return null;
  }
}
