import type { Pass } from '../ipc/pass.ts';
import type { Asker, FileDialogs, SheetPrinter } from '../ports.ts';

/**
 * The same dialogs, for as long as whoever asked for them is at the desk. One that is asked for when the desk has been locked meanwhile does not
 * open: what it was to be about takes a while to be read. One that stands open then counts as closed: it stands there on, and whoever comes by could
 * have written what somebody else was about to take out.
 */
export function askedByWhoeverIsThere(dialogs: FileDialogs, pass: () => Pass | null): FileDialogs {
  async function whileThere(by: Asker, ask: () => Promise<string | null>): Promise<string | null> {
    if (pass() !== by) return null;
    const chosen = await ask();
    return pass() === by ? chosen : null;
  }
  return {
    chooseFolder: (current, by) => whileThere(by, () => dialogs.chooseFolder(current, by)),
    chooseSavePath: (name, type, by) => whileThere(by, () => dialogs.chooseSavePath(name, type, by)),
  };
}

/** The same printer: where the desk has been locked before it comes to printing, nobody is asked. What it asks about by then it lets go itself. */
export function printedByWhoeverIsThere(printer: SheetPrinter, pass: () => Pass | null): SheetPrinter {
  return {
    toPdf: (html) => printer.toPdf(html),
    print: async (html, paper, by) => (pass() === by ? printer.print(html, paper, by) : 'cancelled'),
  };
}
