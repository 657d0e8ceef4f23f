import type { CapabilityStatement, CapabilityStatementRestResource } from '@medplum/fhirtypes';
import { type PortalResourceType, RESOURCE_TYPES } from './resource-types.ts';
import { SEARCH_PARAMETERS } from './search-values.ts';

/** What the portal says it can do (FHIR R4 http, section 3.1.0.9). `date` is the instant the server started. */
export function capabilityStatement(fhirUrl: string, date: number): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: new Date(date).toISOString(),
    kind: 'instance',
    software: { name: 'Reslot demo portal' },
    implementation: { description: 'The demo clinic’s patient portal', url: fhirUrl },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        resource: RESOURCE_TYPES.map(resourceOf),
        interaction: [{ code: 'transaction' }, { code: 'batch' }],
      },
    ],
  };
}

function resourceOf(type: PortalResourceType): CapabilityStatementRestResource {
  return {
    type,
    interaction: [
      { code: 'read' },
      { code: 'vread' },
      { code: 'history-instance' },
      { code: 'search-type' },
      { code: 'create' },
      { code: 'update' },
    ],
    versioning: 'versioned-update',
    readHistory: true,
    updateCreate: true,
    conditionalCreate: true,
    conditionalUpdate: false,
    conditionalDelete: 'not-supported',
    searchParam: [
      { name: '_id', type: 'token' },
      { name: '_lastUpdated', type: 'date' },
      ...Object.entries(SEARCH_PARAMETERS[type]).map(([name, kind]) => ({ name, type: kind })),
    ],
  };
}
