/** Every sentence about the practice's settings being the same at all desks. */
import { EMAIL_KINDS } from '../../domain/email-kind.ts';
import { LETTER_LANGUAGES, type LetterSettings } from '../../domain/letters.ts';
import type { CancellationPolicy, DayHours, Practice } from '../../domain/practice.ts';
import type { PracticeSection, SectionValue } from '../../domain/practice-sections.ts';
import type { ReminderSettings } from '../../domain/reminders.ts';
import { toNearestInstant } from '../../domain/time.ts';
import type { SectionSharing, Sharing } from '../../ipc/settings-views.ts';
import type { Moment } from '../subjects.ts';
import { words as blockWords, whenWords } from './blocks.ts';
import { repeatsWords } from './closed-days.ts';
import { capitalized } from './common.ts';
import { plural, withStop } from './locale.ts';
import {
  emailText,
  LETTER_KINDS,
  LETTER_LANGUAGE_NAMES,
  lettersText,
  policyText,
  practiceText,
  reasonsText,
  SECTION_TITLES,
  timesText,
} from './settings.ts';
import { formatPlainDate, formatTime, shortDateTime, weekdayName } from './times.ts';

export const sharedText = {
  theirs: 'Usar lo suyo',
  mine: 'Usar lo mío',
  again: 'Intentar de nuevo',
  letGo: 'Descartar lo mío',
  differences: 'En qué se diferencian',
  setting: 'Opción',
  here: 'Guardado en este puesto',
  everywhere: (deskName: string | null) =>
    deskName === null ? 'Lo que vale ahora' : `Guardado en ${deskOr(deskName)}`,
  needsYou: 'requiere una elección',
  policyNotice:
    'La política de cancelación guardada en este puesto no es la del consultorio. Vale la del consultorio hasta que alguien elija.',
  policyUnreadable:
    'La política de cancelación del consultorio se guardó con una versión de Reslot que esta no puede leer. Hasta entonces ninguna cancelación se decide sola.',
  openSettings: 'Abrir Configuración',
};

/** Beside the button to Settings. */
export const choiceNeeded = (sections: readonly string[]): string =>
  `Requiere una elección: ${sections.join(', ')}`;

const deskOr = (name: string): string => name || 'otro puesto';

const who = ({ deskName, byThisDesk }: NonNullable<SectionSharing['saved']>): string =>
  byThisDesk ? 'este puesto' : deskOr(deskName);

/** Who else has what stands in the section. */
export function sharedSentence(
  portal: Sharing['portal'],
  { saved, own }: SectionSharing,
  { now, zone }: Moment,
): string {
  if (portal === 'none')
    return 'Esto vale en este puesto. Con un portal, lo comparten todos los puestos del consultorio.';
  if (portal === 'not-kept')
    return 'Este portal no conserva la configuración del consultorio: esto vale solo en este puesto. Defínalo en cada puesto.';
  if (own?.standing === 'waiting') return 'Guardado en este puesto; se compartirá cuando el portal responda.';
  if (saved !== null)
    return withStop(
      saved.at === null
        ? `Lo comparten todos los puestos. Guardado por última vez en ${who(saved)}`
        : `Lo comparten todos los puestos. Guardado por última vez en ${who(saved)}, ${shortDateTime(saved.at, now, zone)}`,
    );
  return portal === 'asking'
    ? 'El portal todavía no ha dicho lo que vale en todos los puestos.'
    : 'Nadie ha guardado esto todavía para todos los puestos: vale en este puesto. “Guardar” lo comparte.';
}

/** Why what was saved here does not count. */
export function keptApartSentence({ saved, own }: SectionSharing): string {
  const theirs = saved === null ? '' : `Entretanto, ${who(saved)} guardó otros valores. `;
  if (own?.standing !== 'refused')
    return `${theirs}Lo que vale ahora figura en los campos; lo guardado en este puesto se conserva hasta que elija, o guarde de nuevo.`;
  const refused = withStop(`El portal no aceptó lo guardado en este puesto: ${own.detail}`);
  return saved === null
    ? `${refused} Vale solo en este puesto.`
    : `${refused} Valen los valores del consultorio; lo guardado aquí se conserva.`;
}

/** The newest version in the portal is not what counts here, and why. */
export function unreadableSentence(
  section: PracticeSection,
  { deskName, why }: NonNullable<SectionSharing['unreadable']>,
): string {
  const counts = 'Valen los últimos valores que se pudieron leer.';
  const policy =
    section === 'policy'
      ? ' Hasta entonces ninguna solicitud de cancelación se concede sola: decida cada una.'
      : '';
  return why === 'newer'
    ? `${capitalized(deskOr(deskName))} guardó esto con una versión más reciente de Reslot, que esta no puede leer: actualice Reslot en este puesto. ${counts}${policy}`
    : `Lo último que guardó ${deskOr(deskName)} no se puede leer. ${counts} Revíselos y guárdelos aquí: eso lo corrige.${policy}`;
}

/** Somebody else's has arrived while something stood typed in the section. */
export const overtakenSentence = (deskName: string): string =>
  `${capitalized(deskOr(deskName))} guardó esta sección mientras usted escribía. Lo que escribió se conserva, y “Guardar” lo pone en lugar de lo suyo; “Descartar los cambios” muestra lo suyo.`;

/** One line of what a section says, as a person compares it. A list has a text for each of its entries. */
export interface SectionLine {
  readonly label: string;
  readonly texts: readonly string[];
}

/** A provider's name. */
type NameOf = (practitionerId: string) => string;

/** What a section says. */
export function sectionLines(value: SectionValue, nameOf: NameOf): SectionLine[] {
  const {
    practice,
    policy,
    reasons,
    visitTypes,
    letters,
    reminders,
    blocks,
    undoSeconds,
    proposalExpiryHours,
  } = value;
  return [
    ...(practice === undefined ? [] : practiceLines(practice, nameOf)),
    ...(policy === undefined ? [] : policyLines(policy)),
    ...(reasons === undefined
      ? []
      : (['change', 'cancel', 'deny'] as const).map((list) => ({
          label: reasonsText.lists[list],
          texts: reasons[list].map(({ text }) => text),
        }))),
    ...(visitTypes === undefined
      ? []
      : [
          {
            label: SECTION_TITLES.visitTypes,
            texts: visitTypes.map(({ display, code, minutes }) => `${display} (${code}), ${minutes} min`),
          },
        ]),
    ...(letters === undefined ? [] : letterLines(letters)),
    ...(reminders === undefined ? [] : reminderLines(reminders)),
    ...(blocks === undefined
      ? []
      : [
          {
            label: blockWords.all,
            texts: blocks.map(
              (block) =>
                `${nameOf(block.practitionerId)} · ${whenWords(block, { zone: 'UTC', now: null })} · ${block.reason}`,
            ),
          },
        ]),
    ...(undoSeconds === undefined ? [] : [{ label: timesText.undo, texts: [String(undoSeconds)] }]),
    ...(proposalExpiryHours === undefined
      ? []
      : [{ label: timesText.expiry, texts: [String(proposalExpiryHours)] }]),
  ];
}

const clock = (time: string): string => formatTime(toNearestInstant('2024-01-01', time, 'UTC'), 'UTC');

const hoursTexts = (open: DayHours['open']): string[] =>
  open.map(({ from, to }) => `${clock(from)} – ${clock(to)}`);

const practiceLines = (
  { name, phone, zone, hours, providerHours = [], closedDays, portalLink }: Practice,
  nameOf: NameOf,
): SectionLine[] => [
  { label: practiceText.name, texts: [name] },
  { label: practiceText.phone, texts: phone === '' ? [] : [phone] },
  { label: practiceText.zone, texts: [zone] },
  ...hours.map(({ weekday, open }) => ({
    label: `${practiceText.hours}, ${weekdayName(weekday)}`,
    texts: open.length === 0 ? [practiceText.closed] : hoursTexts(open),
  })),
  {
    label: practiceText.providerHours,
    texts: providerHours.flatMap((own) =>
      own.hours.map(({ weekday, open }) => {
        const day = practiceText.providerDay(nameOf(own.practitionerId), weekdayName(weekday));
        return `${day}: ${open.length === 0 ? practiceText.noHours : hoursTexts(open).join(', ')}`;
      }),
    ),
  },
  {
    label: practiceText.closedDays,
    texts: closedDays.map(
      ({ date, name: day, repeats }) =>
        `${formatPlainDate(date)}: ${day}${repeats === undefined ? '' : ` (${repeatsWords(date, repeats)})`}`,
    ),
  },
  { label: practiceText.portalLink, texts: portalLink === null ? [] : [portalLink] },
];

const reminderLines = ({ send, daysBefore }: ReminderSettings): SectionLine[] => [
  { label: emailText.send, texts: [send ? emailText.on : emailText.off] },
  { label: emailText.days, texts: [String(daysBefore)] },
];

const letterLines = ({ colour, texts }: LetterSettings): SectionLine[] => [
  { label: lettersText.colour, texts: [colour] },
  ...LETTER_LANGUAGES.flatMap((language) =>
    EMAIL_KINDS.map((kind) => ({
      label: `${LETTER_KINDS[kind]}, ${LETTER_LANGUAGE_NAMES[language]}`,
      texts: texts.flatMap((one) => (one.language === language && one.kind === kind ? [one.text] : [])),
    })),
  ),
];

const within = (days: number): string => plural(days, 'Dentro de 1 día', `Dentro de ${days} días`);

const policyLines = ({ approval, charges, ownTimes }: CancellationPolicy): SectionLine[] => [
  {
    label: policyText.approval,
    texts: [approval.mode === 'within' ? within(approval.days) : policyText[approval.mode]],
  },
  {
    label: policyText.charges,
    texts: charges.mode === 'within' ? [within(charges.days), charges.text] : [policyText.none],
  },
  { label: policyText.ownTimes, texts: [ownTimes ? policyText.ownTimesTaken : policyText.ownTimesCall] },
];
