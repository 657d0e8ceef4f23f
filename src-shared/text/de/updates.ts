export const updates = {
  /** `version` as the new program calls itself. */
  ready: (version: string): string =>
    `Version ${version} von Reslot ist bereit: Starten Sie neu, wenn es passt.`,
  restart: 'Jetzt neu starten',
};
