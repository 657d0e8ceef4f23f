import type { IncomingHttpHeaders } from 'node:http';
import type { Reply } from '../../http.ts';
import type { Exclusive } from '../exclusive.ts';
import type { ResourceStore } from '../store.ts';

/** What the patient pages say of the practice. */
export interface PortalPractice {
  readonly name: string;
  readonly phone: string;
  /** IANA time zone: what patients type and read is in the clinic's time. */
  readonly zone: string;
}

export interface PageRequest {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

export interface PagesOptions {
  readonly store: ResourceStore;
  readonly exclusive: Exclusive;
  readonly practice: PortalPractice;
}

/** The patient pages: plain HTML that works without scripts. Never rejects. */
export function createPages(options: PagesOptions): (request: PageRequest) => Promise<Reply> {
  return async () => ({
    status: 200,
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    body: options.practice.name,
  });
}
