import type { SheetAsked } from '../../stores/sheet.ts';

/** What stands in the fields; the date as typed. */
export interface SheetChoice extends Omit<SheetAsked, 'date'> {
  readonly date: string;
  readonly phones: boolean;
}
