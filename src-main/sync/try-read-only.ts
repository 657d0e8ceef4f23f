import type { ReadOnly } from '../../src-shared/domain/connections.ts';
import type { EpochMs } from '../../src-shared/domain/time.ts';
import type { PortalTest } from '../../src-shared/ipc/settings-views.ts';
import type { Portal } from '../ports.ts';
import { type PulledType, SCHEDULE_TYPES } from './cursor.ts';
import { exchangeFailureOf } from './exchange-failure.ts';
import { visitsSearch } from './load-by-provider.ts';
import { getBundle, getResource } from './portal-reader.ts';
import { providerWindows } from './provider-windows.ts';
import { tryLoading } from './try-loading.ts';

type Finding = PortalTest['findings'][number];

/** So many of the providers that are named are looked for: one refusal after another tells nothing more. */
const TRIED = 20;

/**
 * What a portal that is only read lets this desk load: all it has, or the visits of the providers named, by provider and date. Never rejects.
 */
export async function tryReadOnly(portal: Portal, readOnly: ReadOnly, now: EpochMs): Promise<Finding[]> {
  const loading = await tryLoading(portal, SCHEDULE_TYPES);
  const refused = (type: PulledType): boolean =>
    loading.some(({ code, detail }) => code === 'search' && detail.split(':')[0] === type);
  if (!refused('Appointment')) return loading;
  // What lists nothing shows whom and what visits name by id.
  const others = loading.filter(
    ({ code, detail }) => code !== 'search' || !SCHEDULE_TYPES.some((type) => detail.split(':')[0] === type),
  );
  const providers = readOnly.providers.slice(0, TRIED);
  const tried = await Promise.all(providers.map((id) => tryProvider(portal, id, now)));
  const failed = tried.filter((one) => one !== null);
  if (providers.length > 0)
    return failed.length > 0
      ? [...others, ...failed]
      : [...others, { level: 'note', code: 'by-provider', detail: String(readOnly.providers.length) }];
  const listed = refused('Practitioner') ? await getBundle(portal, 'Practitioner?_count=100') : null;
  const isListed = listed === null ? true : listed.ok;
  return [
    ...others,
    isListed
      ? { level: 'note', code: 'by-provider', detail: '' }
      : { level: 'lacking', code: 'providers-unnamed', detail: '' },
  ];
}

async function tryProvider(portal: Portal, id: string, now: EpochMs): Promise<Finding | null> {
  const found = await getResource(portal, 'Practitioner', id);
  if (found.ok && found.value === null) return { level: 'lacking', code: 'provider-missing', detail: id };
  const [window] = providerWindows([id], now, 'UTC');
  if (!window) return null;
  const answer = await portal.send({ method: 'GET', url: visitsSearch(window) });
  const failure = exchangeFailureOf(answer);
  return failure && { level: 'failed', code: 'search', detail: `Appointment: ${failure.detail}` };
}
