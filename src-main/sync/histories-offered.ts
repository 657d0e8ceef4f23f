import { z } from 'zod';
import type { Db } from '../db/db.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import { knownServer } from './server-known.ts';

const SETTING = 'sync.histories-offered';
const servers = z.array(z.string());

/** Whether a server has ever shown the history of a resource. */
export interface Histories {
  /** It has: "not found" without an OperationOutcome is a gateway's word, and no reason to do without. */
  readonly wereShown: () => boolean;
  readonly shown: () => void;
}

/** Of the server that the desk's copies came from, over restarts. */
export function historiesAt(db: Db): Histories {
  const known = (): string[] => readSetting(db, SETTING, servers, []);
  return {
    wereShown: () => known().includes(knownServer(db) ?? ''),
    shown() {
      const server = knownServer(db);
      const before = known();
      if (server !== null && !before.includes(server)) writeSetting(db, SETTING, [...before, server]);
    },
  };
}
