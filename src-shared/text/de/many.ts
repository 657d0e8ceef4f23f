/** Several requests decided in one go. */
import type { AbsenceAct } from '../../domain/absence.ts';
import type { LeftOut, ManyAct } from '../../domain/many-requests.ts';
import type { EpochMs } from '../../domain/time.ts';
import { commandOfAct } from '../../ipc/chosen-request.ts';
import type { RequestRow } from '../../ipc/request-views.ts';
import type { Moment } from '../subjects.ts';
import { errorSentence } from './errors.ts';
import { formatCount, plural, someOf } from './locale.ts';
import { differsWords, obstacleSentences } from './obstacles.ts';
import { MARK } from './requests.ts';
import { shortDateTime } from './times.ts';

export const manyWords = {
  bar: 'Ausgewählte Anfragen',
  selectAll: 'Alle auswählen',
  selectAllHint: 'Alle, die zu Suche und Filtern passen, auch die weiter unten',
  decide: 'Entscheiden',
  clear: 'Auswahl aufheben',
  approve: 'Annehmen',
  deny: 'Ablehnen',
  propose: 'Zeiten vorschlagen',
  message: 'Nachricht',
  writtenTo: 'Werden angeschrieben',
  messageFirst: 'Schreiben Sie die Nachricht: Dann wird die E-Mail gezeigt.',
  included: 'Werden entschieden',
  leftOut: 'Ausgelassen, weiter ausgewählt',
  leftOutOfOffer: 'Ausgelassen',
  offer: 'Allen anbieten',
  newTime: 'Neue Zeit',
  stop: 'Anhalten',
  stopping: 'Wird angehalten …',
  reading: 'Anfragen werden geprüft …',
  lookingForTimes: 'Freie Zeiten werden gesucht …',
  previewOfFirst: 'Die E-Mail an den ersten Patienten',
  nothing: 'Keine davon lässt sich zusammen mit anderen entscheiden.',
  reload: 'Erneut prüfen',
};

/** "12 ausgewählt". */
export const selected = (count: number): string => `${formatCount(count)} ausgewählt`;

/** The box that chooses a row: "Maria Lopez auswählen". */
export const selectRow = (patientName: string): string => `${patientName} auswählen`;
/** The box that takes one along: "Maria Lopez einbeziehen". */
export const include = (patientName: string): string => `${patientName} einbeziehen`;
/** The field for a patient's new time. */
export const newTimeOf = (patientName: string): string => `Neue Zeit für ${patientName}`;

const requests = (count: number): string => plural(count, '1 Anfrage', `${formatCount(count)} Anfragen`);

/** The dialog's title: "12 Anfragen annehmen". */
export function title(act: ManyAct, count: number): string {
  if (act === 'propose') return `Neue Zeit für ${requests(count)} vorschlagen`;
  if (act === 'offer')
    return `Eine Zeit ${plural(count, '1 Patienten', `${formatCount(count)} Patienten`)} anbieten`;
  if (act === 'message')
    return plural(
      count,
      'Den Patienten von 1 Anfrage anschreiben',
      `Die Patienten von ${formatCount(count)} Anfragen anschreiben`,
    );
  return `${requests(count)} ${VERB[act]}`;
}

const VERB: Readonly<Record<ManyAct, string>> = {
  approve: 'annehmen',
  deny: 'ablehnen',
  propose: 'vorschlagen',
  message: 'anschreiben',
  offer: 'anbieten',
};

/** The button that does it: "12 annehmen". */
export const doIt = (act: ManyAct, count: number): string =>
  act === 'offer' ? manyWords.offer : `${formatCount(count)} ${VERB[act]}`;

const visits = (count: number): string => plural(count, '1 Termin', `${formatCount(count)} Termine`);

/** Above those that are left out. */
export const leftOutTitle = (act: ManyAct): string =>
  act === 'offer' ? manyWords.leftOutOfOffer : manyWords.leftOut;

/** Which time is offered, and what becomes of it. */
export function offered(
  { start, practitionerName }: { readonly start: EpochMs; readonly practitionerName: string },
  count: number,
  { now, zone }: Moment,
): string {
  const time = `${shortDateTime(start, now, zone)} bei ${practitionerName}`;
  return count > 1
    ? `Allen wird ${time} angeboten. Wer zuerst annimmt, erhält die Zeit; die anderen erfahren es, und ihre Anfragen kommen in den Eingang zurück.`
    : `Wählen Sie mindestens zwei: Ihnen wird ${time} angeboten. Einem allein wird eine Zeit an der Anfrage selbst vorgeschlagen.`;
}

/** What will happen to how many: "9 Termine werden auf die gewünschte Zeit verschoben. 3 Termine werden abgesagt. 1 neuer Termin wird wie gewünscht gebucht." */
export function whatHappens(
  act: ManyAct,
  {
    reschedules,
    cancellations,
    bookings,
    calls,
  }: {
    readonly reschedules: number;
    readonly cancellations: number;
    readonly bookings: number;
    readonly calls: number;
  },
): string {
  if (act === 'offer') return toldSentence(calls);
  const be = (count: number): string => plural(count, 'wird', 'werden');
  const all = reschedules + cancellations + bookings;
  const parts =
    act === 'message'
      ? ['Es wird nichts entschieden.']
      : act === 'propose'
        ? [
            plural(
              all,
              '1 Anfrage erhält eine eigene Zeit; der Patient antwortet im Portal.',
              `${requests(all)} erhalten je eine eigene Zeit; die Patienten antworten im Portal.`,
            ),
          ]
        : [
            ...(reschedules === 0
              ? []
              : [
                  act === 'approve'
                    ? `${visits(reschedules)} ${be(reschedules)} auf die gewünschte Zeit verschoben.`
                    : `${visits(reschedules)} ${plural(reschedules, 'bleibt', 'bleiben')} bei der bisherigen Zeit.`,
                ]),
            ...(cancellations === 0
              ? []
              : [
                  act === 'approve'
                    ? `${visits(cancellations)} ${be(cancellations)} abgesagt.`
                    : plural(
                        cancellations,
                        '1 Termin, der abgesagt werden sollte, bleibt gebucht.',
                        `${visits(cancellations)}, die abgesagt werden sollten, bleiben gebucht.`,
                      ),
                ]),
            ...(bookings === 0
              ? []
              : [
                  `${plural(bookings, '1 neuer Termin wird', `${formatCount(bookings)} neue Termine werden`)} ${act === 'approve' ? 'wie gewünscht gebucht' : 'nicht gebucht'}.`,
                ]),
          ];
  return [...parts, toldSentence(calls)].join(' ');
}

/** How the patients hear of it. `calls`: how many have no address. */
export const toldSentence = (calls: number): string =>
  calls === 0
    ? 'Jeder Patient erhält eine eigene E-Mail.'
    : `Jeder Patient erhält eine eigene E-Mail; ${formatCount(calls)} ohne Adresse ${plural(calls, 'kommt', 'kommen')} auf die Anrufliste.`;

/** How far it has come: "12 von 40". */
export const progress = (done: number, of: number): string => `${formatCount(done)} von ${formatCount(of)}`;

/** What is said at an end that was not the whole of it. */
export function ended(
  act: ManyAct,
  { done, failed, left }: { readonly done: number; readonly failed: number; readonly left: number },
): string {
  if (act === 'offer') return endedWords(act, { done, failed, left });
  return `${endedWords(act, { done, failed, left })} Was nicht erledigt ist, bleibt ausgewählt.`;
}

/** "12 angenommen. 1 konnte nicht entschieden werden. 3 wurden nicht begonnen." */
export function endedWords(
  act: ManyAct | AbsenceAct,
  { done, failed, left }: { readonly done: number; readonly failed: number; readonly left: number },
): string {
  const parts = [`${sentence(act, done)}.`];
  if (failed > 0)
    parts.push(`${formatCount(failed)} ${plural(failed, 'konnte', 'konnten')} nicht entschieden werden.`);
  if (left > 0) parts.push(`${formatCount(left)} ${plural(left, 'wurde', 'wurden')} nicht begonnen.`);
  return parts.join(' ');
}

const DONE: Readonly<Record<ManyAct | AbsenceAct, string>> = {
  approve: 'angenommen',
  deny: 'abgelehnt',
  propose: 'vorgeschlagen',
  message: 'angeschrieben',
  offer: 'angeboten',
  'new-time': 'mit neuer Zeit',
  cancel: 'abgesagt',
};

/** What the undo line says of all of them: "12 angenommen". */
export const sentence = (act: ManyAct | AbsenceAct, count: number): string =>
  `${formatCount(count)} ${DONE[act]}`;

export const undoAll: string = 'Alle rückgängig machen';
export const undoEach: string = 'Eine davon rückgängig machen';

/** Of more than can be looked at in one go. */
export const later = (count: number): string =>
  plural(
    count,
    '1 weitere bleibt für das nächste Mal ausgewählt: Mehr lassen sich nicht auf einmal prüfen.',
    `${formatCount(count)} weitere bleiben für das nächste Mal ausgewählt: Mehr lassen sich nicht auf einmal prüfen.`,
  );
/** Of those that are open no more. */
export const gone = (count: number): string =>
  plural(count, '1 ist nicht mehr offen.', `${formatCount(count)} sind nicht mehr offen.`);

/** Why a request is left out. `names`: of those that were chosen, by id. */
export function whyLeftOut(
  why: LeftOut,
  row: RequestRow,
  act: ManyAct,
  names: ReadonlyMap<string, string>,
  moment: Moment,
): string {
  const others = 'with' in why ? why.with.map((id) => names.get(id) ?? '') : [];
  switch (why.why) {
    case 'open-elsewhere':
      return `Geöffnet an ${why.desk}`;
    case 'refused-before':
      return 'Eine Entscheidung dazu wurde abgewiesen: einzeln ansehen';
    case 'typed':
      return 'Dazu ist etwas eingegeben';
    case 'marked':
      return MARK[why.mark];
    case 'obstacle':
      if (why.obstacle.code === 'patient-differs') return differsWords(why.obstacle, row);
      return obstacleSentences(why.obstacle, row, moment)
        .map(({ text }) => text)
        .join(' · ');
    case 'not-possible': {
      const code = row.refused[commandOfAct(act, row.kind)];
      return code === undefined ? '' : errorSentence({ code });
    }
    case 'late':
      return 'Ihre Absageregelung fragt danach: einzeln entscheiden';
    case 'changed':
      return 'Hat sich geändert, seit Sie sie ausgewählt haben';
    case 'time-free':
      return 'Die gewünschte Zeit ist frei';
    case 'no-time':
      return 'Keine freie Zeit in den vier geprüften Wochen';
    case 'same-appointment':
      return `Betrifft denselben Termin wie die Anfrage von ${someOf(others)}`;
    case 'same-time':
      return `Möchte dieselbe Zeit wie ${someOf(others)}`;
    case 'same-patient':
      return `Derselbe Patient zu einer überschneidenden Zeit: ${someOf(others)}`;
  }
}

/** Under a list in which some are selected. */
export const selectionKeys = (singleKeys: boolean): string =>
  singleKeys
    ? 'X wählt aus, A, D und P entscheiden über alle ausgewählten, Esc hebt die Auswahl auf'
    : 'Umschalt mit den Pfeiltasten wählt aus, Esc hebt die Auswahl auf';
