/** What waits to be mailed is found in its order, and the times that requests ask for without reading each request. */
export const up = `
CREATE INDEX mail_ready ON mail (seq) WHERE state = 'ready';
DROP INDEX request_by_wanted;
CREATE INDEX request_by_wanted ON request (requested_start_ms, requested_end_ms)
  WHERE state = 'open' AND requested_start_ms IS NOT NULL;
`;
