import type { Bundle, Resource } from '@medplum/fhirtypes';
import type { Clock, PortalAnswer, PortalRequest } from '../../src-main/ports.ts';
import { createInProcessPortal, type RestorablePortal } from '../support/portal-in-process.ts';
import { furniture } from './clinic.ts';

/** How the portal is away: its machine does not answer, or what stands before it says that it does not. */
export type Outage = 'no-answer' | 503;

/** The one portal of a world. */
export interface SimPortal extends RestorablePortal {
  /** The commands it has carried out, in that order: the tag of each transaction it accepted. */
  readonly applied: string[];
  /** The commands that were lost when it was put back to an earlier state. */
  readonly lost: Set<string>;
  /** Makes a backup in place of the one before. */
  back(): void;
  /** Puts it back to the backup; false where there is none. */
  putBack(): boolean;
  /** How often it was put back. */
  restores(): number;
  /** It answers nobody until this instant of the world's clock. */
  outage: { readonly until: number; readonly how: Outage };
  /** What a desk is answered. A search finds each version only once its index has it, up to `lateMs` later, not in their order. */
  answer(request: PortalRequest, lateMs: number): Promise<PortalAnswer>;
  close(): void;
}

export function createSimPortal(clock: Clock, seed: number, desks: number): SimPortal {
  const inProcess = createInProcessPortal(clock.now, seed, furniture(desks));
  const applied: string[] = [];
  const lost = new Set<string>();
  let kept: { readonly backup: ReturnType<RestorablePortal['backup']>; readonly applied: number } | null =
    null;
  let restores = 0;
  const portal: SimPortal = {
    ...inProcess,
    applied,
    lost,
    back() {
      kept = { backup: inProcess.backup(), applied: applied.length };
    },
    putBack() {
      if (kept === null) return false;
      inProcess.restore(kept.backup);
      restores += 1;
      for (const command of applied.splice(kept.applied)) lost.add(command);
      return true;
    },
    restores: () => restores,
    outage: { until: 0, how: 503 },
    async answer(request, lateMs) {
      const { until, how } = portal.outage;
      if (clock.now() < until)
        return how === 'no-answer'
          ? { kind: 'none', why: 'unreachable', detail: 'outage' }
          : { kind: 'answer', status: how, body: undefined, retryAfterMs: null };
      const answer = await inProcess.send(request);
      if (answer.kind === 'answer' && answer.status < 300 && isTransaction(request))
        applied.push(...tagsIn(request.body));
      return isSearch(request) ? asIndexed(answer, clock.now(), lateMs) : answer;
    },
  };
  return portal;
}

const isTransaction = ({ method, url }: PortalRequest): boolean => method === 'POST' && url === '';
/** What is asked for by its id is found where it is stored. */
const isSearch = ({ method, url }: PortalRequest): boolean =>
  method === 'GET' && url.includes('?') && !url.includes('/_history') && !url.includes('?_id=');

function asIndexed(answer: PortalAnswer, now: number, lateMs: number): PortalAnswer {
  if (lateMs === 0 || answer.kind !== 'answer' || answer.status >= 300) return answer;
  const { entry, ...bundle } = answer.body as Bundle<Resource>;
  const indexed = entry?.filter(
    ({ resource }) => Date.parse(resource?.meta?.lastUpdated ?? '') + lateMs * share(resource) <= now,
  );
  return { ...answer, body: { ...bundle, ...(indexed && indexed.length > 0 ? { entry: indexed } : {}) } };
}

/** In [0, 1], the same for one version of a resource whenever it is asked for. */
function share(resource: Resource | undefined): number {
  const name = `${resource?.id}/${resource?.meta?.versionId}`;
  return [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1009, 7) / 1008;
}

/** The commands a transaction is tagged with. */
export function tagsIn(body: unknown): string[] {
  const { entry = [] } = body as Bundle<Resource>;
  return [...new Set(entry.flatMap(({ resource }) => commandTags(resource)))];
}

/** Ids of the commands a resource is tagged with. */
export const commandTags = (resource: Resource | undefined): string[] =>
  (resource?.meta?.tag ?? []).flatMap(({ system, code }) =>
    system === 'urn:reslot:command' && code ? [code] : [],
  );
