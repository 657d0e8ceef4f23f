import { contentLines, fold, mailto, parameter } from './icalendar.ts';

/** What has to be known of a calendar object that was composed earlier. */
export interface CalendarObject {
  readonly uid: string;
  readonly sequence: number;
  /** The address in ORGANIZER; `null` where it has none, or none that can be written to. */
  readonly organizer: string | null;
  /** As the organizer is called. */
  readonly organizerName: string | null;
}

/** An earlier version of the program put this where no sender was known. Nobody reads it. */
const PLACEHOLDER = 'nobody@reslot.invalid';

/** Reads what `calendarPart` wrote, also in an earlier version of the program. */
export function readCalendarObject(ics: string): CalendarObject {
  const lines = contentLines(ics);
  const value = (name: string): string =>
    lines.find((line) => line.startsWith(`${name}:`))?.slice(name.length + 1) ?? '';
  const line = lines.find(isOrganizer) ?? '';
  const address = addressOf(line);
  return {
    uid: value('UID').replace(/\\(.)/g, '$1'),
    sequence: Number(value('SEQUENCE')) || 0,
    organizer: address === PLACEHOLDER ? null : address,
    organizerName: /;CN="([^"]*)"/.exec(line)?.[1]?.replace(/\^(['^n])/g, decoded) ?? null,
  };
}

const isOrganizer = (line: string): boolean => /^ORGANIZER[;:]/.test(line);

/** RFC 6868. */
const decoded = (_all: string, character: string): string =>
  character === "'" ? '"' : character === 'n' ? '\n' : character;

function addressOf(line: string): string | null {
  const found = /:mailto:(.+)$/.exec(line)?.[1];
  return found === undefined ? null : decodeURIComponent(found);
}

/** Who organizes, and, where another address writes on their behalf, which. */
export interface Organizer {
  readonly name: string;
  readonly address: string;
  /** RFC 5545, 3.2.18. */
  readonly sentBy: string | null;
}

/** The same object with this organizer. */
export function withOrganizer(ics: string, organizer: Organizer): string {
  return contentLines(ics)
    .filter((line) => !isOrganizer(line))
    .flatMap((line) => (line.startsWith('ATTENDEE') ? [organizerLine(organizer), line] : [line]))
    .map(fold)
    .join('');
}

/** The same object for this attendee. */
export function withAttendee(ics: string, address: string): string {
  return contentLines(ics)
    .map((line) =>
      // A `$` in an address is no pattern.
      /^ATTENDEE[;:]/.test(line) ? line.replace(/:mailto:.*$/i, () => `:${mailto(address)}`) : line,
    )
    .map(fold)
    .join('');
}

/** The content line, not folded. */
function organizerLine({ name, address, sentBy }: Organizer): string {
  const by = sentBy === null ? '' : `;SENT-BY="${mailto(sentBy)}"`;
  return `ORGANIZER;CN=${parameter(name)}${by}:${mailto(address)}`;
}
