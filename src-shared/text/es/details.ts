/** What stands beside a sentence as its detail: why the portal, the mail server or the system is not believed. */
export const detailText = {
  noAnswer: 'Sin respuesta.',
  notWrittenTo:
    'El paciente falleció, o este expediente no se debe usar tal como está: no se envía ningún correo. Vea a quién avisar, si hace falta.',
  noAddress: 'No hay ninguna dirección de correo registrada para este paciente.',
  notAnAddress: 'Esto no es una dirección de correo.',
  cannotBeMailed:
    'A esta dirección no se puede enviar correo: tiene letras a las que el servidor de correo no puede enviar. Llame al paciente.',
  notSent: 'El programa no pudo enviarlo.',
  undoneOrNot:
    'Todavía se podía deshacer cuando se hizo la copia de seguridad que se restauró, así que no se sabe si se deshizo. Mire en el portal o pregunte; después envíela otra vez o reviértala.',
  toldTooLate: 'No se pudo enviar a tiempo, y lo que dice ya no es así.',
  noPortal: 'no hay ningún portal configurado',
  readOnly: 'el portal es de solo lectura',
  connectionChanged: 'la conexión se cambió en Configuración',
  closing: 'el puesto se está cerrando',
  checkStopped: 'La prueba se interrumpió',
  keyStoreSilent: 'el almacén de claves no ha respondido',
  clearText: 'la dirección no está cifrada',
  noSecret: 'no hay ningún secreto guardado',
  secretsUnreadable: 'no se puede leer el archivo en el que se guardan los secretos (secrets.json)',
  unfitToken: 'el token tiene caracteres que no caben en un encabezado',
  clocksApart: (refusal: string, daysAhead: number): string =>
    `${refusal}; su reloj está ${Math.abs(daysAhead) === 1 ? 'un día' : `${Math.abs(daysAhead)} días`} ${daysAhead < 0 ? 'atrasado' : 'adelantado'} respecto al de esta computadora: haga corregir el que esté mal`,
  otherKey: (algorithm: string): string => `la clave privada no es una clave ${algorithm}`,
  foreignAddress: 'El portal remitió a una dirección fuera de la suya; no se siguió',
  answerTooLarge: 'La respuesta supera los 32 MiB',
  notABundle: 'La respuesta no es un Bundle de FHIR',
  notA: (type: string): string => `La respuesta no es un recurso ${type}`,
  pagesInACircle: (type: string): string => `Las páginas de ${type} del portal dan vueltas en círculo`,
  subscribed: 'Un puesto de recepción lee lo nuevo',
  pagesGoRound: 'Las páginas del portal dan vueltas en círculo',
  noProviders:
    'El portal solo encuentra citas por profesional, y no lista ninguno: nómbrelos en Configuración, Conexión al portal',
  noSuchProvider: (id: string): string =>
    `El portal no tiene ningún profesional con el id ${id}: revise Configuración, Conexión al portal`,
  visitsOf: (provider: string, said: string): string =>
    `No se pudieron leer las citas del profesional ${provider}. ${said}`,
  notPutIntoWords: 'La decisión no se pudo expresar en términos del portal',
  noPatientVersion: 'El portal no tiene ninguna versión del paciente que se pueda cambiar',
  notATransaction: 'La respuesta no es una respuesta de transacción',
  seenInPart: 'El portal muestra una parte de la decisión, y todavía no el resto',
  notLetIn: (isNewPatient: boolean, said: string): string =>
    `El portal no permite a este puesto ${isNewPatient ? 'crear pacientes' : 'cambiar esto'}: consulte a quien opera el portal. ${said}`,
  noTransactions: (said: string): string =>
    `El portal no ejecuta transacciones, y cada decisión es una: pida a quien opera el portal que las ofrezca. ${said}`,
  unclear: (type: string): string => `La respuesta no dice qué pasó con ${type}`,
  notWhatWasWritten: (type: string): string => `La respuesta no es el recurso ${type} que se escribió`,
};

/** Where nobody has given a name. */
export const UNKNOWN = {
  patient: 'Paciente desconocido',
  unnamed: 'Paciente sin nombre',
  provider: 'Profesional desconocido',
};

/** Who decided, where it was no receptionist. */
export const DECIDED_BY = {
  patient: 'Paciente (portal)',
  policy: 'Política de cancelación',
  portal: 'Portal de pacientes',
  user: 'Recepción',
};
