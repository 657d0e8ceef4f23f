import type { Bundle, BundleEntry, Resource, Slot } from '@medplum/fhirtypes';
import type { Portal, PortalAnswer } from '../../src-main/ports.ts';

/** A server with Slots in front of one without: a transaction is carried out with all its Slots or not at all. */
export interface SlotPortal extends Portal {
  readonly slots: Map<string, Slot>;
  /** The transactions that arrived. */
  readonly bundles: Bundle[];
  /** Called before a transaction is looked at. */
  beforeWrite: () => void;
  /** What writing a Slot is answered with instead. */
  refuseSlotWrites: number | null;
  /** What reading a Slot is answered with instead. */
  refuseSlotReads: number | null;
}

const answered = (status: number, body: unknown): PortalAnswer => ({
  kind: 'answer',
  status,
  body,
  retryAfterMs: null,
});
const outcome = (text: string) => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code: 'processing', diagnostics: text }],
});
const versionOf = (slot: Slot): string => slot.meta?.versionId ?? '';
const nextVersion = (slot: Slot, over: Partial<Slot> = {}): Slot => ({
  ...slot,
  ...over,
  meta: { ...slot.meta, ...over.meta, versionId: String(Number(versionOf(slot) || 0) + 1) },
});

export function createSlotPortal(behind: Portal, slots: readonly Slot[]): SlotPortal {
  const isSlot = ({ resource }: BundleEntry): boolean => resource?.resourceType === 'Slot';
  const portal: SlotPortal = {
    slots: new Map(slots.map((slot) => [slot.id ?? '', nextVersion(slot)])),
    bundles: [],
    beforeWrite: () => {},
    refuseSlotWrites: null,
    refuseSlotReads: null,
    async send(request) {
      if (request.method === 'GET' && request.url.startsWith('Slot'))
        return portal.refuseSlotReads === null
          ? read(request.url)
          : answered(portal.refuseSlotReads, outcome('Slots are not for you'));
      if (request.method !== 'POST' || request.url !== '') return behind.send(request);
      portal.beforeWrite();
      const bundle = request.body as Bundle;
      portal.bundles.push(bundle);
      const entries = bundle.entry ?? [];
      const writes = entries.filter(isSlot);
      if (writes.length > 0 && portal.refuseSlotWrites !== null)
        return answered(portal.refuseSlotWrites, outcome('Slots are not for you'));
      for (const { resource, request: how } of writes) {
        const stored = portal.slots.get(resource?.id ?? '');
        if (!stored || how?.ifMatch !== `W/"${versionOf(stored)}"`)
          return answered(412, outcome('Slot changed'));
      }
      const rest = entries.filter((entry) => !isSlot(entry));
      const answer = await behind.send({ ...request, body: { ...bundle, entry: rest } });
      if (answer.kind !== 'answer' || answer.status !== 200) return answer;
      for (const { resource } of writes) write(resource as Slot);
      const response = answer.body as Bundle<Resource>;
      const further = writes.map(() => ({ response: { status: '200' } }));
      return { ...answer, body: { ...response, entry: [...(response.entry ?? []), ...further] } };
    },
  };
  function write(slot: Slot): void {
    const stored = portal.slots.get(slot.id ?? '');
    if (stored) portal.slots.set(slot.id ?? '', nextVersion(stored, slot));
  }
  function read(url: string): PortalAnswer {
    const id = /^Slot\/([^/?]+)$/.exec(url)?.[1];
    if (id !== undefined) {
      const slot = portal.slots.get(id);
      return slot ? answered(200, slot) : answered(404, outcome('none'));
    }
    const query = new URLSearchParams(url.split('?')[1]);
    const [from = '', to = ''] = query.getAll('start').map((bound) => bound.slice(2));
    const found = [...portal.slots.values()].filter(
      ({ schedule, status, start = '' }) =>
        schedule.reference === query.get('schedule') &&
        status === query.get('status') &&
        Date.parse(start) >= Date.parse(from) &&
        Date.parse(start) < Date.parse(to),
    );
    return answered(200, {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: found.map((resource) => ({ resource })),
    });
  }
  return portal;
}
