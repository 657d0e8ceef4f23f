/** One property of an iCalendar object, for showing it to a person. */
export interface CalendarLine {
  readonly name: string;
  readonly value: string;
}

const SHOWN = [
  'METHOD',
  'UID',
  'SEQUENCE',
  'STATUS',
  'DTSTART',
  'DTEND',
  'SUMMARY',
  'LOCATION',
  'DESCRIPTION',
];

/**
 * The properties of the method and of the VEVENT that matter to a reader, in a fixed order. Lines are unfolded (RFC 5545,
 * section 3.1), text is unescaped, dates are written legibly with their zone. Not a validator.
 */
export function calendarLines(ics: string): CalendarLine[] {
  const lines = ics.replace(/\r?\n[ \t]/g, '').split(/\r?\n/);
  const found = new Map<string, string>();
  let component = '';
  for (const line of lines) {
    if (line.startsWith('BEGIN:')) component = line.slice('BEGIN:'.length);
    else if (line.startsWith('END:')) component = '';
    const match = /^([A-Za-z-]+)((?:;[^:;="]+=(?:"[^"]*"|[^:;"]*))*):(.*)$/.exec(line);
    const [, name = '', parameters = '', value = ''] = match ?? [];
    const upper = name.toUpperCase();
    if (!SHOWN.includes(upper) || found.has(upper)) continue;
    if (component === 'VEVENT' || upper === 'METHOD') found.set(upper, legible(upper, parameters, value));
  }
  return SHOWN.flatMap((name) => {
    const value = found.get(name);
    return value === undefined ? [] : [{ name, value }];
  });
}

function legible(name: string, parameters: string, value: string): string {
  if (!name.startsWith('DT')) return value.replace(/\\n/gi, '\n').replace(/\\([\\;,])/g, '$1');
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?$/.exec(value);
  if (!match) return value;
  const [, year, month, day, hour, minute, utc] = match;
  const date = `${year}-${month}-${day}`;
  if (hour === undefined) return date;
  const zone = utc === 'Z' ? 'UTC' : (/;TZID="?([^":;]+)"?/i.exec(parameters)?.[1] ?? 'no time zone');
  return `${date} ${hour}:${minute} (${zone})`;
}
