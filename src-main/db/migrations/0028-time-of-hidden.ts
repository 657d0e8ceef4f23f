/**
 * An appointment of which the portal has a newer version that cannot be shown does not stand on the schedule any more: where that
 * version's own time could not be read, it stands as taken where it was.
 */
export const up = `
INSERT INTO busy_time (portal_id, practitioner_id, start_ms, end_ms)
SELECT visit.portal_id, visit.practitioner_id, visit.start_ms, visit.end_ms
FROM unusable_version AS unread JOIN appointment AS visit ON visit.portal_id = unread.id
WHERE unread.type = 'Appointment' AND visit.status IN ('booked', 'tentative', 'checked-in', 'completed')
  AND visit.end_ms > visit.start_ms
  AND NOT EXISTS (SELECT 1 FROM busy_time WHERE busy_time.portal_id = visit.portal_id);
`;
