import {
  indexSearchParameterBundle,
  indexStructureDefinitionBundle,
  normalizeOperationOutcome,
  OperationOutcomeError,
  validateResource,
} from '@medplum/core';
import type { OperationOutcome, Resource } from '@medplum/fhirtypes';
import { readDefinitions } from './definitions.ts';

let loaded = false;

/**
 * Loads HL7's R4 definitions of the types this portal keeps into the library's schema: the search parameters' types, by
 * which it tells `ge2026…` from an id that happens to start with "ge", and the structures resources are checked against.
 * That schema is one for the whole process, so a second call does nothing.
 */
export function loadDefinitions(): void {
  if (loaded) return;
  const { structures, searchParameters } = readDefinitions();
  for (const bundle of structures) indexStructureDefinitionBundle(bundle);
  indexSearchParameterBundle(searchParameters);
  loaded = true;
}

/** Throws an `OperationOutcomeError` with status 422 that says what is wrong with the resource. */
export function requireValid(resource: Resource): void {
  try {
    validateResource(resource);
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) throw error;
    throw new OperationOutcomeError(unprocessable(normalizeOperationOutcome(error)));
  }
}

/** The library takes the HTTP status from the outcome's id: this one stands for 422 (FHIR R4 http, section 3.1.0.4.1). */
const unprocessable = (outcome: OperationOutcome): OperationOutcome => ({ ...outcome, id: 'business-rule' });
