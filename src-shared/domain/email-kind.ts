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
  /** About an appointment that is asked for anew: what `denied`, `proposed` and `proposal-withdrawn` are to one that stands. */
  'not-booked',
  'offered',
  'offer-withdrawn',
  /** Of a time that several were offered, and another has accepted. */
  'offer-taken',
] as const;
export type EmailKind = (typeof EMAIL_KINDS)[number];

/** The patient is to answer it: it offers times. */
export const isProposal = ({ kind }: { readonly kind: EmailKind }): boolean =>
  kind === 'proposed' || kind === 'offered';
