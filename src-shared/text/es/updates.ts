export const updates = {
  /** `version` as the new program calls itself. */
  ready: (version: string): string =>
    `La versión ${version} de Reslot está lista: reinicie cuando le convenga.`,
  restart: 'Reiniciar ahora',
};
