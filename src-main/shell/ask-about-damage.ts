import { dialog } from 'electron';
import type { BackupHolds } from '../../src-shared/domain/backups.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import { systemZone } from '../../src-shared/text/locale.ts';
import { t } from '../../src-shared/text/text.ts';

/** Asks, before there is a window, how to go on where the database is damaged. `holds`: of the newest good backup, if there is one. */
export async function askAboutDamage(
  path: string,
  holds: BackupHolds | null,
  now: EpochMs,
): Promise<'restore' | 'anew' | 'close'> {
  const { title, message, restore, anew, close } = t.startup.damagedText;
  const ways = holds === null ? (['anew', 'close'] as const) : (['restore', 'anew', 'close'] as const);
  const words = { restore, anew, close };
  const { response } = await dialog.showMessageBox({
    type: 'error',
    title,
    message,
    detail: t.startup.damagedDetail(
      path,
      holds && {
        // No database says yet which zone the clinic is in.
        when: t.attention.sinceWords(holds.madeAt, now, systemZone()),
        holds: t.backups.backupHoldsWords(holds),
      },
    ),
    buttons: ways.map((way) => words[way]),
    // Nothing is begun anew by a key that was meant for something else.
    defaultId: holds === null ? 1 : 0,
    cancelId: ways.length - 1,
    noLink: true,
  });
  return ways[response] ?? 'close';
}
