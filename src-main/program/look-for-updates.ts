import { app } from 'electron';
import { createUpdateSource } from '../adapters/update-source.ts';
import { errorSummary } from '../log-values.ts';
import type { Clock, Logger } from '../ports.ts';
import { thisInstallation } from '../shell/updates/installation.ts';
import { looksForUpdates } from '../shell/updates/update-rules.ts';
import { createUpdates, noUpdates, type Updates } from '../shell/updates/updates.ts';

/** Never rejects: a program that cannot look for updates is as good as before. */
export async function lookForUpdates(
  clock: Clock,
  logger: Logger,
  onReady: (version: string) => void,
): Promise<Updates> {
  if (!looksForUpdates(thisInstallation())) return noUpdates;
  try {
    const source = await createUpdateSource();
    return createUpdates({ clock, source, logger, current: app.getVersion(), onReady });
  } catch (error) {
    logger.warn('update-failed', errorSummary(error));
    return noUpdates;
  }
}
