/** E-mails about one appointment are looked up: a later one makes an earlier one outdated. */
export const up = `
CREATE INDEX mail_by_appointment ON mail (appointment_id, seq) WHERE appointment_id IS NOT NULL;
`;
