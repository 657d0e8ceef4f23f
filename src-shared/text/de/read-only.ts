import { formatCount, plural } from './locale.ts';

/** A desk that only reads from its portal: what that means, and what waits meanwhile. */
export const readOnlyText = {
  sign: 'Nur Lesezugriff',
  title: 'Dieser Arbeitsplatz liest nur aus dem Portal',
  why: 'So steht es in den Einstellungen: Das Portal nimmt keine Anfragen von Patienten und keine Entscheidungen von hier an.',
  possible:
    'Kalender und Patienten werden so angezeigt, wie das Portal sie hat, und aktuell gehalten. Patientensuche, Drucken und Notfallplan funktionieren wie immer.',
  notPossible:
    'Buchen, Verschieben und Absagen, „Eingetroffen“, neue Patienten und Antworten auf Anfragen werden im eigenen System der Praxis erledigt. Was dort geändert wird, ist hier innerhalb von Minuten zu sehen.',
  settings: 'Einstellungen öffnen',
  requestsTitle: 'Anfragen von Patienten kommen hier nicht an',
  requestsBody:
    'Dieser Arbeitsplatz liest nur aus dem Portal, und das hat keine Anfragen, die sich beantworten ließen. Antworten Sie Patienten dort, wo sie schreiben oder anrufen, und ändern Sie den Termin im eigenen System der Praxis: Der Kalender zeigt es innerhalb von Minuten.',
  askedTitle: 'Entscheidungen haben das Portal nicht erreicht',
  keep: 'Hier behalten und nur lesen',
  send: 'Speichern und senden',
  back: 'Zurück',
};

/** Of the requests that were read before. */
export const earlierRequests = (count: number): string | null =>
  count === 0
    ? null
    : plural(
        count,
        '1 früher gelesene Anfrage bleibt erhalten und wird wieder angezeigt, sobald dieser Arbeitsplatz entscheiden darf.',
        `${formatCount(count)} früher gelesene Anfragen bleiben erhalten und werden wieder angezeigt, sobald dieser Arbeitsplatz entscheiden darf.`,
      );

/** What becomes of decisions that have not reached the portal, before somebody says that it may. `begins`: the desk is about to only read. */
export const waitingQuestion = (count: number, begins: boolean): string => {
  if (begins)
    return `${plural(
      count,
      '1 an diesem Arbeitsplatz getroffene Entscheidung hat',
      `${formatCount(count)} an diesem Arbeitsplatz getroffene Entscheidungen haben`,
    )} das Portal nicht erreicht. Solange dieser Arbeitsplatz nur liest, geht nichts hinaus: ${plural(
      count,
      'Sie wartet hier mit den E-Mails dazu und geht weiter, sobald er wieder schreiben darf.',
      'Sie warten hier mit den E-Mails dazu und gehen weiter, sobald er wieder schreiben darf.',
    )} Nichts geht verloren.`;
  return `${plural(
    count,
    '1 an diesem Arbeitsplatz getroffene Entscheidung wartet. Sobald dies gespeichert ist, wird sie an das Portal gesendet',
    `${formatCount(count)} an diesem Arbeitsplatz getroffene Entscheidungen warten. Sobald dies gespeichert ist, werden sie an das Portal gesendet`,
  )}, danach die E-Mails dazu. Was im Portal nicht mehr zutrifft, wird jemandem vorgelegt.`;
};

/** In the sign’s details. */
export const waitingSentence = (count: number): string | null =>
  count === 0
    ? null
    : plural(
        count,
        '1 früher getroffene Entscheidung wartet hier, bis dieser Arbeitsplatz wieder schreiben darf.',
        `${formatCount(count)} früher getroffene Entscheidungen warten hier, bis dieser Arbeitsplatz wieder schreiben darf.`,
      );
