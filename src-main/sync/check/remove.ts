import { isObject } from '../fhir/json.ts';
import { readEnvelope } from '../fhir/read-envelope.ts';
import { getResource } from '../portal-reader.ts';
import { commit } from './commit.ts';
import { marked } from './throw-away.ts';
import { createdBy, createdByQuery, type Trial } from './trial.ts';

/** What refers to others goes first: a server may not delete what is referred to. */
const ORDER = ['Task', 'Appointment', 'Patient'];

/**
 * Removes what a trial has made, as far as the portal lets it: deleted, otherwise marked as entered in error or not in use. Says
 * what stays behind.
 */
export async function removeAll(trial: Trial): Promise<void> {
  const names = new Set(trial.made);
  const unknown: string[] = [];
  for (const posted of trial.posted) {
    const found = await createdBy(trial.portal, posted);
    if (!found.ok) unknown.push(createdByQuery(posted));
    else for (const { id } of found.value) names.add(`${posted.type}/${id}`);
  }
  const typeOf = (name: string): string => name.split('/')[0] ?? '';
  const inOrder = [...names].sort((a, b) => ORDER.indexOf(typeOf(a)) - ORDER.indexOf(typeOf(b)));
  const outcomes = new Map<string, 'removed' | 'marked' | 'left'>();
  for (const name of inOrder) outcomes.set(name, await remove(trial, name));
  const those = (wanted: 'marked' | 'left'): string[] =>
    inOrder.filter((name) => outcomes.get(name) === wanted);
  const left = [...those('left'), ...(names.size === 0 ? unknown : [])];
  if (those('marked').length > 0) trial.found('note', 'marked', those('marked').join(', '));
  if (left.length > 0) trial.found('note', 'left-behind', left.join(', '));
  if (names.size > 0 && those('marked').length + left.length === 0) trial.found('good', 'removed');
}

async function remove(trial: Trial, name: string): Promise<'removed' | 'marked' | 'left'> {
  const { portal, ids } = trial;
  const [type = '', id = ''] = name.split('/');
  await portal.send({ method: 'DELETE', url: name });
  const there = await getResource(portal, type, id);
  if (there.ok && there.value === null) return 'removed';
  const read = there.ok ? readEnvelope(there.value) : null;
  if (!read?.ok || !isObject(read.value.body) || !isWritten(type)) return 'left';
  const command = ids.uuid();
  const body = marked(read.value.body, command);
  const sent = await commit(portal, [{ op: 'put', type, id, version: read.value.versionId, body }], command);
  return sent.kind === 'done' ? 'marked' : 'left';
}

const isWritten = (type: string): type is 'Task' | 'Appointment' | 'Patient' => ORDER.includes(type);
