import type { z } from 'zod';
import type { PracticeSection } from '../../../src-shared/domain/practice-sections.ts';
import {
  ownSection,
  type SectionState,
  sectionCopy,
  unreadableSection,
} from '../../../src-shared/domain/shared-section.ts';
import { type Db, qb } from '../db.ts';
import { prepared } from '../prepared.ts';

/** A section as it is stored, and the server its copy is from. */
export interface StoredSection extends SectionState {
  readonly server: string | null;
}

/** The stored section; `null` where there is none. What of it cannot be read counts as not there. */
export function findSharedSection(db: Db, section: PracticeSection): StoredSection | null {
  const row = db.get(bySection({ section }));
  if (!row) return null;
  return {
    server: row.server,
    copy: parsed(sectionCopy, row.copy_json),
    own: parsed(ownSection, row.own_json),
    unreadable: parsed(unreadableSection, row.unreadable_json),
  };
}

const bySection = prepared((p: { readonly section: string }) =>
  qb.selectFrom('shared_section').selectAll().where('section', '=', p.section),
);

function parsed<S extends z.ZodType>(schema: S, json: string | null): z.output<S> | null {
  if (json === null) return null;
  const result = schema.safeParse(JSON.parse(json));
  return result.success ? result.data : null;
}

export function saveSharedSection(db: Db, section: PracticeSection, stored: StoredSection): void {
  const values = {
    server: stored.server,
    copy_json: jsonOf(stored.copy),
    own_json: jsonOf(stored.own),
    unreadable_json: jsonOf(stored.unreadable),
  };
  db.run(
    qb
      .insertInto('shared_section')
      .values({ section, ...values })
      .onConflict((on) => on.column('section').doUpdateSet(values)),
  );
}

const jsonOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));
