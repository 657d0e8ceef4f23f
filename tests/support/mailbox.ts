import { expect } from '@playwright/test';
import ICAL from 'ical.js';
import { z } from 'zod';
import type { TestPatient } from './clinic.ts';

const message = z.object({
  id: z.string(),
  messageId: z.string(),
  /** When the mail server took responsibility for it: ISO 8601, UTC. */
  receivedAt: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  calendar: z.object({ method: z.string(), ics: z.string() }).nullable(),
});
export type Message = z.infer<typeof message>;

/** A calendar part as another program reads it. Times are instants in milliseconds. */
export interface CalendarPart {
  readonly method: string;
  readonly uid: string;
  readonly sequence: number;
  readonly status: string | null;
  readonly start: number;
  readonly end: number;
  readonly summary: string;
}

/** The patients' mailbox. */
export class Mailbox {
  readonly #url: string;

  constructor(mailboxUrl: string) {
    this.#url = mailboxUrl;
  }

  /** Everything sent to a patient so far, oldest first. */
  async messagesTo({ email }: Pick<TestPatient, 'email'>): Promise<Message[]> {
    if (email === null) throw new Error('There is no address to look at');
    const url = new URL('api/messages', this.#url);
    url.searchParams.set('to', email);
    const response = await fetch(url);
    return z
      .array(message)
      .parse(await response.json())
      .reverse();
  }

  /** Waits until exactly `count` messages have come to a patient, and gives the newest. */
  async newest(patient: Pick<TestPatient, 'email'>, count = 1): Promise<Message> {
    await expect
      .poll(async () => (await this.messagesTo(patient)).map(({ subject }) => subject))
      .toHaveLength(count);
    const newest = (await this.messagesTo(patient)).at(-1);
    if (newest === undefined) throw new Error('no message');
    return newest;
  }
}

/** Reads a calendar part with a third-party parser. Both places that name the method must say the same (RFC 6047, 2.4). */
export function calendarOf({ calendar }: Message): CalendarPart {
  if (calendar === null) throw new Error('The message has no calendar part');
  const component = new ICAL.Component(ICAL.parse(calendar.ics));
  const vevent = component.getFirstSubcomponent('vevent');
  if (vevent === null) throw new Error('No VEVENT');
  const event = new ICAL.Event(vevent);
  const method = String(component.getFirstPropertyValue('method'));
  expect(calendar.method).toBe(method);
  const status = vevent.getFirstPropertyValue('status');
  return {
    method,
    uid: event.uid,
    sequence: event.sequence,
    status: status === null ? null : String(status),
    start: event.startDate.toJSDate().getTime(),
    end: event.endDate.toJSDate().getTime(),
    summary: event.summary,
  };
}
