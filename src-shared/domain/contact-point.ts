import { z } from 'zod';

/** How a patient is reached, as FHIR names it (https://hl7.org/fhir/R4/valueset-contact-point-system.html): of its systems the two that the desk uses. */
export const contactSystem = z.enum(['email', 'phone']);
export type ContactSystem = z.infer<typeof contactSystem>;
