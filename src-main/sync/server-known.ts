import { z } from 'zod';
import type { PortalConfig } from '../../src-shared/domain/connections.ts';
import type { Db } from '../db/db.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';

const SETTING = 'sync.server';
const serverKey = z.string().nullable();

/** The server the copies came from (`SyncDeps.serverKey`); `null` before the first was asked. */
export const knownServer = (db: Db): string | null => readSetting(db, SETTING, serverKey, null);

/** The server a connection names: its base address, or a fixed word for the demo's. */
export const serverKeyOf = (config: PortalConfig): string =>
  config.kind === 'fhir' ? config.baseUrl : config.kind;

export function saveKnownServer(db: Db, key: string): void {
  writeSetting(db, SETTING, key);
}
