/** Which e-mail the patient gets. Each has one template. */
export const EMAIL_KINDS = [
  'booked',
  'approved',
  'denied',
  'kept',
  'proposed',
  'proposal-withdrawn',
  'updated',
  'accepted',
  'cancelled',
  'reminder',
  'message',
] as const;
export type EmailKind = (typeof EMAIL_KINDS)[number];
