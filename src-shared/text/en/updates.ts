export const updates = {
  /** `version` as the new program calls itself. */
  ready: (version: string): string => `Version ${version} of Reslot is ready: restart when it suits.`,
  restart: 'Restart now',
};
