import { creationName } from '../../outbox/creation-name.ts';
import type { WriteStep } from '../../outbox/write-step.ts';
import { COMMAND_SYSTEM } from './codes.ts';
import type { JsonObject } from './json.ts';

/** A step of the plan with the resource it writes. A PUT has its FHIR id and the version it is based on by now. */
export type BundleStep =
  | {
      readonly op: 'put';
      readonly type: WriteStep['type'];
      readonly id: string;
      readonly version: string;
      readonly body: JsonObject;
    }
  | {
      readonly op: 'post';
      readonly type: WriteStep['type'];
      readonly localId: string;
      readonly body: JsonObject;
    };

/** How other entries of the same Bundle refer to a resource that has no FHIR id yet. */
export const placeholder = (localId: string): string => `urn:uuid:${localId}`;

/**
 * The decision as one transaction (https://hl7.org/fhir/R4/http.html#transaction): each PUT demands the version it was based
 * on, each POST does nothing where the command's own earlier attempt has already created the resource.
 */
export function transactionBundle(steps: readonly BundleStep[], outboxId: string): JsonObject {
  const posts = steps.filter(({ op }) => op === 'post');
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: steps.map((step) =>
      step.op === 'put'
        ? {
            resource: { ...step.body, id: step.id },
            request: { method: 'PUT', url: `${step.type}/${step.id}`, ifMatch: `W/"${step.version}"` },
          }
        : {
            fullUrl: placeholder(step.localId),
            resource: step.body,
            request: {
              method: 'POST',
              url: step.type,
              ifNoneExist: `identifier=${COMMAND_SYSTEM}|${creationName(outboxId, posts.indexOf(step))}`,
            },
          },
    ),
  };
}
