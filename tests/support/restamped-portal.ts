import type { Bundle, Resource } from '@medplum/fhirtypes';
import type { PortalAnswer, PortalRequest } from '../../src-main/ports.ts';
import type { InProcessPortal } from './portal-in-process.ts';

/**
 * A portal that stamps what is written with its clock as it stands, also where that is earlier than what it stamped before: the demo's
 * own never goes back. What was written before it was wrapped keeps its instants.
 */
export function restamped(portal: InProcessPortal, now: () => number): InProcessPortal {
  const stamps = new Map<string, string>();
  const nameOf = ({ resourceType, id, meta }: Resource) => `${resourceType}/${id}/${meta?.versionId}`;
  const stamp = <R extends Resource>(resource: R): R => {
    const lastUpdated = stamps.get(nameOf(resource));
    return lastUpdated === undefined ? resource : { ...resource, meta: { ...resource.meta, lastUpdated } };
  };

  async function send(request: PortalRequest): Promise<PortalAnswer> {
    const [path = '', query] = request.url.split('?');
    const params = new URLSearchParams(query);
    const bound = params.get('_lastUpdated');
    if (request.method !== 'GET' || bound === null) return stampAll(await portal.send(request));
    params.delete('_lastUpdated');
    params.set('_count', '1000');
    return stampAll(await portal.send({ ...request, url: `${path}?${params}` }), (resource) => {
      const [at, from] = [resource.meta?.lastUpdated, bound.slice(2)].map((text) => Date.parse(text ?? ''));
      return bound.startsWith('gt') ? Number(at) > Number(from) : Number(at) >= Number(from);
    });
  }

  function stampAll(answer: PortalAnswer, keep: (resource: Resource) => boolean = () => true): PortalAnswer {
    if (answer.kind !== 'answer' || typeof answer.body !== 'object' || answer.body === null) return answer;
    const body = answer.body as Resource;
    if (body.resourceType !== 'Bundle') return { ...answer, body: stamp(body) };
    const entry = ((body as Bundle).entry ?? [])
      .map((one) => (one.resource ? { ...one, resource: stamp(one.resource) } : one))
      .filter(({ resource }) => !resource || keep(resource));
    return { ...answer, body: { ...body, entry } };
  }

  return {
    ...portal,
    send,
    async put(resource) {
      await portal.put(resource);
      const { id, resourceType } = resource;
      const [stored] = await portal.search<Resource>(`${resourceType}?_id=${id}`);
      if (stored) stamps.set(nameOf(stored), new Date(now()).toISOString());
    },
  };
}
