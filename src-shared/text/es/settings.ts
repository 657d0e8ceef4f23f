/** Every sentence of the Settings screen. */

import type { Appearance, Density } from '../../domain/appearance.ts';
import type { EmailKind } from '../../domain/email-kind.ts';
import type { LanguageChoice } from '../../domain/language.ts';
import type { LetterLanguage } from '../../domain/letters.ts';
import type { SettingName } from '../../domain/settings.ts';
import type { UsHoliday, UsHolidayDate } from '../../domain/us-holidays.ts';
import type { SectionId } from '../subjects.ts';
import { formatCount, listWords, plural } from './locale.ts';

export const SECTION_TITLES: Readonly<Record<SectionId, string>> = {
  practice: 'Consultorio',
  policy: 'Política de cancelación',
  reasons: 'Motivos',
  email: 'Correo y recordatorios',
  blocked: 'Tiempo bloqueado',
  letters: 'Cartas',
  portal: 'Conexión al portal',
  mail: 'Servidor de correo',
  visitTypes: 'Tipos de cita',
  times: 'Deshacer y vencimiento',
  sheet: 'Hoja de contingencia',
  backups: 'Copias de seguridad',
  users: 'Usuarios',
  desk: 'Este puesto',
  appearance: 'Apariencia',
};

export const settingsText = {
  title: 'Configuración',
  sections: 'Secciones de la configuración',
  loading: 'Cargando la configuración…',
  loadFailed: 'No se pudo cargar la configuración.',
  saving: 'Guardando…',
  discard: 'Descartar los cambios',
  saved: 'Guardado.',
  unsaved: 'cambios sin guardar',
  unsavedHere: 'Todavía sin guardar.',
  unsavedElsewhere: (sections: readonly string[]) =>
    `Todavía sin guardar: ${sections.join(', ')}. Lo que escribió se conserva mientras Reslot esté abierto.`,
  fixFirst: (count: number) =>
    plural(
      count,
      'Primero hay que corregir una entrada. No se guardó ni se envió nada.',
      `Primero hay que corregir ${formatCount(count)} entradas. No se guardó ni se envió nada.`,
    ),
};

export const practiceText = {
  name: 'Nombre del consultorio',
  nameHint: 'Los pacientes lo leen en cada correo.',
  phone: 'Teléfono',
  phoneHint: 'A los pacientes se les pide llamar a este número.',
  zone: 'Zona horaria',
  zoneHint: 'Todas las fechas y horas de la pantalla y de los correos se muestran en esta zona.',
  zoneNone: 'No existe esa zona horaria',
  portalLink: 'Enlace al portal de pacientes',
  portalLinkHint:
    'Va en los correos, para que los pacientes puedan responder a una propuesta. {request} se reemplaza por el id de la solicitud (su Task de FHIR), si el portal tiene una página para cada una. Déjelo vacío si no hay ninguno.',
  hours: 'Horario de atención',
  hoursHint: 'Una pausa es el espacio entre dos horarios. Un día sin horario está cerrado.',
  closed: 'Cerrado',
  from: (day: string, n: number) => `${day}, abre, ${n}`,
  to: (day: string, n: number) => `${day}, cierra, ${n}`,
  until: 'a',
  addHoursOn: (day: string) => `Agregar horario: ${day}`,
  removeHours: (day: string, n: number) => `Quitar horario ${n}: ${day}`,
  copyMonday: 'Copiar el lunes a martes–viernes',
  providerHours: 'Horarios de los profesionales',
  providerHoursHint:
    'Quién atiende a pacientes en otro horario que el del consultorio. Los días sin marcar son como los del consultorio.',
  providerToAdd: 'Un profesional con horario propio',
  addProviderHours: 'Agregar horario',
  ownHoursOn: (provider: string, day: string) => `${provider}, ${day}, horario propio`,
  asPractice: 'Como el consultorio',
  noHours: 'No atiende',
  providerDay: (provider: string, day: string) => `${provider}, ${day}`,
  removeProviderHours: (provider: string) => `${provider}: otra vez como el consultorio`,
  unknownProvider: 'Un profesional que aquí no se conoce',
  closedDays: 'Días cerrados',
  closedDaysHint: 'Feriados y otros días en los que el consultorio está cerrado, una vez o cada año.',
  noClosedDays: 'No se ha introducido ningún día cerrado.',
  closedDate: (n: number) => `Día cerrado ${n}, fecha`,
  closedName: (n: number) => `Día cerrado ${n}, nombre`,
  closedRepeats: (n: number) => `Día cerrado ${n}, repetición`,
  repeatsLabel: 'Se repite',
  once: 'Una vez',
  dateLabel: 'Fecha',
  nameLabel: 'Nombre',
  removeClosedDay: (n: number) => `Quitar el día cerrado ${n}`,
  addClosedDay: 'Agregar un día cerrado',
  addHolidays: (year: number) => `Agregar los feriados de EE. UU. de ${year}`,
};

export const lettersText = {
  colour: 'Color de las cartas',
  colourHint: 'De la franja de arriba, del botón y de la línea junto a la fecha.',
  kind: 'Carta',
  language: 'Idioma',
  text: 'Texto propio antes de la fecha',
  textHint: (fields: readonly string[]) =>
    `El primer párrafo va en negrita; una línea vacía empieza el siguiente. La carta rellena ${fields.map((field) => `{${field}}`).join(', ')}.`,
  ours: 'Se usa el texto de Reslot, tal como lo muestra la vista previa.',
  useOurs: 'Usar el texto de Reslot',
  isOwn: '(texto propio)',
  always:
    'El saludo, la fecha, el profesional, el lugar, el motivo y el mensaje de la decisión, y lo que se pide al paciente siempre están en la carta. Los pacientes la reciben en el idioma que su portal dice que prefieren, si es uno de estos.',
  preview: 'Vista previa',
  previewFrame: 'La carta tal como la recibiría un paciente',
};

export const LETTER_KINDS: Readonly<Record<EmailKind, string>> = {
  booked: 'Cita reservada',
  approved: 'Solicitud aprobada',
  denied: 'Solicitud rechazada',
  kept: 'Cita mantenida',
  proposed: 'Otro horario propuesto',
  'proposal-withdrawn': 'Propuesta retirada',
  updated: 'Cita cambiada',
  accepted: 'Propuesta aceptada',
  cancelled: 'Cita cancelada',
  reminder: 'Recordatorio',
  message: 'Mensaje sobre una solicitud',
  'not-booked': 'Cita nueva rechazada',
  offered: 'Horario propuesto para una cita nueva',
  'offer-withdrawn': 'Propuesta para una cita nueva retirada',
  'offer-taken': 'Horario dado a otra persona',
};

export const LETTER_LANGUAGE_NAMES: Readonly<Record<LetterLanguage, string>> = {
  en: 'Inglés (English)',
  es: 'Español',
};

/** Who the letters of the preview are to, and about. */
export const SAMPLE = {
  patient: { name: 'Alex Ejemplo', givenName: 'Alex', familyName: 'Ejemplo' },
  provider: 'Dr. Jordan Ejemplo',
};

export const policyText = {
  approval: 'Aprobación necesaria',
  approvalHint: 'Si el consultorio tiene que aprobar la solicitud de cancelación de un paciente.',
  never: 'Nunca',
  neverHint: 'Toda solicitud de cancelación se aplica en cuanto llega.',
  always: 'Siempre',
  alwaysHint: 'Toda solicitud de cancelación se lista, y no se cancela nada hasta que se apruebe.',
  within: 'Dentro de N días antes de la cita',
  withinHint: 'Las solicitudes que llegan antes se aplican en cuanto llegan.',
  approvalDays: 'Días para la aprobación (N)',
  charges: 'Aviso de cargos',
  chargesHint:
    'Dice lo que cuesta una cancelación tardía: a recepción, que elige si se cobra, y al paciente, en las cartas y donde el portal lo muestre.',
  none: 'Ninguno',
  chargesWithin: 'Dentro de N días',
  chargesDays: 'Días para el aviso de cargos (N)',
  chargesText: 'Texto del aviso de cargos',
  ownTimes: 'Si ningún horario propuesto le conviene',
  ownTimesHint:
    'Qué puede hacer un paciente en el portal con una propuesta, además de aceptarla o rechazarla.',
  ownTimesCall: 'Llamar al consultorio',
  ownTimesTaken: 'Proponer otro horario',
  ownTimesTakenHint:
    'La solicitud vuelve a la bandeja con el horario del paciente, y los horarios que usted propuso vuelven a estar libres. No se reserva nada hasta que usted decida. A quien pidió cancelar se le pide que llame.',
  daysHint: (days: number) => {
    if (days === 0) return 'Solo el mismo día de la cita.';
    if (days === 1) return 'El día de la cita y el día natural anterior.';
    return `El día de la cita y los ${days} días naturales anteriores, en la zona horaria del consultorio.`;
  },
};

export const reasonsText = {
  hint: 'Las listas de opciones del cuadro “Motivo del cambio”. Los pacientes leen este texto en el correo.',
  lists: {
    change: 'Motivos para proponer un cambio',
    cancel: 'Motivos para cancelar',
    deny: 'Motivos para rechazar una solicitud',
  },
  reason: (n: number) => `Motivo ${n}`,
  moveUp: (text: string) => `Subir: ${text}`,
  moveDown: (text: string) => `Bajar: ${text}`,
  remove: (text: string) => `Quitar: ${text}`,
  unnamed: (n: number) => `motivo ${n}`,
  add: 'Agregar un motivo',
  addTo: (list: string) => `Agregar un motivo a: ${list}`,
  other: 'Otro',
  otherHint: 'Siempre el último. Pide un texto propio.',
  moved: (text: string, place: number) => `${text} ahora es el número ${place}.`,
};

export const emailText = {
  send: 'Enviar recordatorios de citas',
  on: 'Sí',
  off: 'No',
  days: 'Días antes de la cita',
  daysHint: 'De 1 a 14. Salen a las 9:00 de la mañana, en la zona horaria del consultorio.',
  how: 'A los pacientes con dirección de correo se les recuerda una vez cada cita reservada, sea cual sea el puesto que lo envíe: el portal lo anota, así que tiene que conservar recursos Communication. A nadie se le recuerda con menos de dos horas de antelación, ni un horario sobre el que se le acaba de escribir. Si otro sistema envía recordatorios, desactive uno de los dos.',
  sentEvenSo:
    'Los correos sobre solicitudes de cita se envían aunque los recordatorios de citas estén desactivados.',
  explanation:
    'Los pacientes que pidieron mover o cancelar una cita siempre reciben la respuesta por correo, o una llamada si no tienen.',
};

export const timesText = {
  undo: 'Tiempo para deshacer, en segundos',
  undoHint:
    'Cuánto espera una decisión antes de salir de este puesto: de 0 a 60. Con 0 no se puede deshacer.',
  expiry: 'Las propuestas vencen, en horas',
  expiryHint:
    'Una propuesta que nadie ha respondido vence este tiempo antes del primero de sus dos horarios: de 1 a 720.',
};

export const deskText = {
  /** Of a desk whose computer has no telling name. */
  unnamed: 'Recepción',
  name: 'Nombre del puesto',
  nameHint:
    'Con él nombran a este puesto los demás puestos y el registro de lo que aquí se decide. Los demás puestos conservan el suyo.',
  letterMonths: 'Conservar el texto de los correos enviados, en meses',
  letterMonthsHint:
    'De 1 a 120. Después este puesto conserva para quién era un correo, su asunto y cuándo se envió. El registro se conserva para siempre.',
  letterMonthsProblem: 'Escriba un número de meses de 1 a 120.',
};

export const appearanceText = {
  legend: 'Apariencia de este puesto',
  hint: 'Los demás puestos conservan la suya.',
  language: 'Idioma',
  density: 'Solicitudes en una lista',
};

/** In the order of the screen. */
export const DENSITY: Readonly<Record<Density, { readonly label: string; readonly hint: string }>> = {
  comfortable: { label: 'Cómoda', hint: 'Dos líneas cada una, con algo de espacio entre ellas.' },
  compact: { label: 'Compacta', hint: 'Dos líneas cada una, y más de ellas a la vista.' },
};

/** In the order of the screen, each by what it calls itself. */
export const LANGUAGE_CHOICE: Readonly<
  Record<LanguageChoice, { readonly label: string; readonly hint?: string }>
> = {
  system: { label: 'Como el sistema', hint: 'Inglés, si Reslot no habla el idioma de esta computadora.' },
  en: { label: 'English' },
  es: { label: 'Español' },
  de: { label: 'Deutsch' },
};

/** In the order of the screen. */
export const APPEARANCE: Readonly<Record<Appearance, { readonly label: string; readonly hint?: string }>> = {
  system: {
    label: 'Como el sistema',
    hint: 'Clara, oscura o de alto contraste, según esté configurada esta computadora, también si cambia durante el día.',
  },
  light: { label: 'Clara' },
  dark: { label: 'Oscura' },
  'contrast-light': { label: 'Alto contraste, clara' },
  'contrast-dark': { label: 'Alto contraste, oscura' },
};

export const visitTypesText = {
  hint: 'Los tipos que se pueden elegir en recepción, y cuánto dura cada uno. El código es el que usa el portal.',
  none: 'No se ha introducido ningún tipo de cita.',
  display: (n: number) => `Tipo de cita ${n}, nombre`,
  code: (n: number) => `Tipo de cita ${n}, código`,
  minutes: (n: number) => `Tipo de cita ${n}, minutos`,
  displayLabel: 'Nombre',
  codeLabel: 'Código',
  minutesLabel: 'Minutos',
  removeOne: (name: string) => `Quitar el tipo de cita: ${name}`,
  unnamed: (n: number) => `tipo de cita ${n}`,
  add: 'Agregar un tipo de cita',
};

/** What is wrong with a field, said at the field. */
export const problemText = {
  reminderDays: 'Escriba un número entero de días de 1 a 14.',
  practiceName: 'Escriba el nombre del consultorio.',
  zone: 'Elija una zona horaria de la lista.',
  link: 'Escriba una dirección web que empiece con https:// (o http://).',
  time: 'Escriba una hora.',
  closesBeforeOpens: 'La hora de cierre tiene que ser posterior a la de apertura.',
  hoursOverlap: 'Este horario se superpone con el anterior.',
  tooManyHours: 'Como máximo, 6 pares de horas al día.',
  date: 'Escriba una fecha.',
  dateTwice: 'Esta fecha está dos veces.',
  closedDayName: 'Escriba un nombre, por ejemplo “Acción de Gracias”.',
  days: 'Escriba un número entero de días de 0 a 365.',
  chargesText: 'Escriba el texto del aviso.',
  reasonEmpty: 'Escriba el texto del motivo, o quítelo.',
  reasonTwice: 'Este motivo ya está en la lista.',
  reasonOther: '“Otro” ya está: siempre es el último.',
  url: 'Escriba una dirección que empiece con https:// (o http://).',
  urlParts: 'Escriba la dirección sin usuario, contraseña, “?” ni “#”.',
  clientId: 'Escriba el ID de cliente.',
  keyId: 'Escriba el ID de la clave.',
  host: 'Escriba el nombre del servidor.',
  hostShape: 'Escriba solo el nombre, sin “://”, “/” ni espacios.',
  port: 'Escriba un número entero de 1 a 65535.',
  fromAddress: 'Escriba una dirección de correo, por ejemplo desk@example.org.',
  recipient: 'Escriba la dirección de correo a la que va el mensaje de prueba.',
  undo: 'Escriba un número entero de segundos de 0 a 60.',
  expiry: 'Escriba un número entero de horas de 1 a 720.',
  sheetFolder: 'Elija una carpeta, o escriba su ruta completa.',
  visitName: 'Escriba un nombre.',
  visitCode: 'Escriba el código.',
  visitCodeTwice: 'Este código se usa dos veces.',
  visitMinutes: 'Escriba un número entero de minutos de 5 a 720.',
  deskName: 'Escriba un nombre que se lea en una sola línea, por ejemplo “Puesto 2”.',
  colour: 'Elija un color.',
  letterField: (unknown: readonly string[]) =>
    `La carta no puede rellenar ${unknown.join(', ')}: corríjalo o quítelo.`,
  tooLong: (limit: number) => `Como máximo, ${formatCount(limit)} caracteres.`,
};

const SETTING_TITLES: Readonly<Record<SettingName, string>> = {
  rules: 'el consultorio y sus reglas',
  portal: 'la conexión al portal',
  mail: 'el servidor de correo',
  deskName: 'el nombre del puesto',
  singleKeys: 'los atajos de una sola tecla',
  idleMinutes: 'el bloqueo automático del puesto',
  letterMonths: 'cuánto se conserva el texto de los correos',
  calendar: 'el calendario',
  sheet: 'la hoja de contingencia',
  appearance: 'la apariencia',
  density: 'la densidad de la lista de solicitudes',
  language: 'el idioma',
};

/** What is stored for `names` cannot be read. */
export const unreadableSettings = (names: readonly SettingName[]): string =>
  `Parte de la configuración no se pudo leer, y valen los valores predeterminados: ${listWords(names.map((name) => SETTING_TITLES[name]))}. Revísela en Configuración y guárdela de nuevo.`;

/** The public holidays of the United States, as a closed day is called. */
const US_HOLIDAY: Readonly<Record<UsHoliday, string>> = {
  'new-year': 'Año Nuevo',
  'martin-luther-king': 'Día de Martin Luther King Jr.',
  washington: 'Día de los Presidentes',
  memorial: 'Día de los Caídos',
  juneteenth: 'Juneteenth',
  independence: 'Día de la Independencia',
  labor: 'Día del Trabajo',
  columbus: 'Día de Colón',
  veterans: 'Día de los Veteranos',
  thanksgiving: 'Acción de Gracias',
  christmas: 'Navidad',
};

/** "Día de la Independencia (trasladado)". */
export const holidayName = ({ holiday, observed }: Omit<UsHolidayDate, 'date'>): string =>
  observed ? `${US_HOLIDAY[holiday]} (trasladado)` : US_HOLIDAY[holiday];
