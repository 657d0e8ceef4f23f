/**
 * Who acts without being signed in, as it is stored and told the portal: the same in every language, because desks that speak others read
 * it, too. On the screen `shownActor` says it in words.
 */
export const STORED_NAMES = {
  patient: 'Patient (portal)',
  policy: 'Cancellation policy',
  portal: 'Portal',
  user: 'Front desk',
};
