interface Change {
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
}

/** One mistake in the program, which breaks a promise: the simulation has to notice it. */
export interface Mutation extends Change {
  /** What the program does then. */
  readonly name: string;
  /** The second of two guards, each of which keeps the promise without the other. */
  readonly also?: Change;
  /** Only shows where clocks jump. */
  readonly clocks?: true;
  /** Only shows where forms are opened at several desks. */
  readonly forms?: true;
  /** Only shows where something is done in Settings. */
  readonly settings?: true;
  /** Only shows where proposals are answered with times of the patients' own. */
  readonly ownTimes?: true;
  /** Only shows where one time is offered to several. */
  readonly offers?: true;
  /** Only shows where the portal is put back. */
  readonly restores?: true;
  /** Shows sooner where there are so many. */
  readonly desks?: number;
  /** The number of a history that has shown it, tried before the others: it saves time, and nothing depends on it. */
  readonly shownBy?: number;
}

/** For each promise at least one. */
export const MUTATIONS: readonly Mutation[] = [
  {
    name: 'an undo is said to be done, and is not',
    file: 'src-main/outbox/undo.ts',
    from: "updateOutbox(db, entry.id, { state: 'undone', finished_ms: now });",
    to: '',
    shownBy: 1,
  },
  {
    name: 'a booking whose answer was lost is made again',
    file: 'src-main/sync/fhir/write-bundle.ts',
    from: 'ifNoneExist: ',
    to: 'unused: ',
    also: {
      file: 'src-main/sync/push-one.ts',
      from: "const mayBeThere = entry.plan.some(({ op }) => op === 'post') || checked === null;",
      to: 'const mayBeThere = false;',
    },
    shownBy: 14,
  },
  {
    name: 'half of a decision is written',
    file: 'src-main/sync/fhir/write-bundle.ts',
    from: 'entry: steps.map((step) =>',
    to: 'entry: steps.slice(0, 1).map((step) =>',
  },
  {
    name: 'what others have changed is overwritten, and what is resolved opened again',
    file: 'src-main/sync/fhir/write-bundle.ts',
    from: 'ifMatch: ',
    to: 'unused: ',
    shownBy: 1,
  },
  {
    name: 'an answer that was lost is taken for a no',
    file: 'src-main/sync/examine.ts',
    from: 'if (steps.some((s) => s.applied)) return appliedWhole(steps);',
    to: '',
    shownBy: 8,
  },
  {
    name: 'power that goes within a decision leaves a part of it',
    file: 'src-main/decisions/decisions.ts',
    from: 'db.transaction((): Result<readonly [PreparedDecision, Committed], AppError> => {',
    to: '((work: () => any) => work())((): Result<readonly [PreparedDecision, Committed], AppError> => {',
    shownBy: 51,
  },
  {
    name: 'what becomes visible in the portal a little later is never read',
    file: 'src-main/sync/cursor.ts',
    from: 'OVERLAP_MS = 60_000;',
    to: 'OVERLAP_MS = 0;',
    shownBy: 91,
  },
  {
    name: 'what is refused for good stands nowhere',
    file: 'src-main/outbox/entries.ts',
    from: ".orderBy('seq', 'desc').limit(limit)",
    to: ".orderBy('seq', 'desc').limit(0)",
    shownBy: 14,
  },
  {
    name: 'a letter leaves before the portal has said yes',
    file: 'src-main/mail/enqueue.ts',
    from: "state: mail.outboxId === null ? 'ready' : 'waiting',",
    to: "state: 'ready',",
  },
  {
    name: 'the letter of a decision that was taken back waits for ever',
    file: 'src-main/sync/conflict.ts',
    from: 'dropMail(db, id, effects.now);',
    to: '',
  },
  {
    name: 'the patient is not told of what stands',
    file: 'src-main/decisions/commit-decision.ts',
    from: 'enqueueCommunication(db, ids, prepared, { outboxId, wasOnPhone: settlesCall(db, prepared, outboxId) });',
    to: '',
  },
  {
    name: 'a letter that is repeated is another one',
    file: 'src-main/mail/delivery.ts',
    from: 'messageId: row.message_id,',
    to: 'messageId: String(row.attempts) + row.message_id,',
  },
  {
    name: 'words that were sent stay in the form',
    file: 'src-main/decisions/commit-decision.ts',
    from: 'forgetDrafts(db, prepared.drafts,',
    to: 'forgetDrafts(db, [],',
    shownBy: 5,
  },
  {
    name: 'words of a decision that was taken back are lost',
    file: 'src-main/sync/conflict.ts',
    from: 'fallen.map(({ before }) => before),',
    to: '[],',
    shownBy: 2,
  },
  {
    name: 'words of a decision that was taken back replace newer ones',
    file: 'src-main/outbox/snapshot.ts',
    from: ".onConflict((on) => on.columns(['subject', 'user_id']).doNothing()),",
    to: ".onConflict((on) => on.columns(['subject', 'user_id']).doUpdateSet(draft)),",
    shownBy: 17,
  },
  {
    name: 'a time is given to two patients without a word',
    file: 'src-shared/domain/decide/checks.ts',
    from: "return { rejection: { code: 'time-conflict', conflict }, override: null };",
    to: 'return { rejection: null, override: null };',
  },
  {
    name: 'a time that two desks have given away is told to nobody',
    file: 'src-main/sync/double-bookings.ts',
    from: 'if (decision === null ||',
    to: 'if (true ||',
    desks: 5,
    shownBy: 5,
  },
  {
    name: 'the record does not say that the portal has taken it',
    file: 'src-main/sync/confirm.ts',
    from: "kind: 'portal-confirmed',",
    to: "kind: 'closed-elsewhere',",
  },
  {
    name: 'a decision whose answer was lost rests for a day',
    file: 'src-main/outbox/waiting.ts',
    from: '{ firstMs: 1000, maxMs: 5 * 60_000 }',
    to: '{ firstMs: 86_400_000, maxMs: 86_400_000 }',
    shownBy: 2,
  },
  {
    name: 'a clock that is put back holds a letter up',
    file: 'src-main/mail/queue.ts',
    from: 'OR next_attempt_ms > ',
    to: 'OR 0 > ',
    clocks: true,
    shownBy: 59,
  },
  {
    name: 'the sign that a request is open elsewhere counts as a change',
    file: 'src-main/sync/fhir/lease.ts',
    from: 'isDeepStrictEqual(bare(one), bare(other))',
    to: 'false',
    forms: true,
    desks: 4,
    shownBy: 1,
  },
  {
    name: 'nobody looks for what a restored portal has lost',
    file: 'src-main/sync/lost-decisions.ts',
    from: 'while (inARow < IN_A_ROW)',
    to: 'while (inARow < 0)',
    restores: true,
    shownBy: 9,
  },
  {
    name: 'of two desks that book an offered time for two patients neither notices the other',
    file: 'src-main/sync/offer-locks.ts',
    from: "if (accepted === null || entry.state !== 'ready') return entry;",
    to: 'return entry;',
    offers: true,
    desks: 4,
  },
  {
    name: 'whoever is offered a time that another has waits for ever',
    file: 'src-main/sync/offer-followed.ts',
    from: 'if (!isGiven) return null;',
    to: 'return null;',
    offers: true,
  },
  {
    name: 'what was decided while the portal was switched off is never told',
    file: 'src-main/outbox/untold.ts',
    from: '=> db.get(untoldIds({})) !== undefined;',
    to: '=> false;',
    settings: true,
    shownBy: 10,
  },
  {
    name: 'of what two desks have saved one is gone',
    file: 'src-shared/domain/shared-section.ts',
    from: "return { ...own, standing: 'conflict', detail: '' };",
    to: 'return null;',
    settings: true,
    shownBy: 16,
  },
  {
    name: 'a time of the patient’s own that comes too late is lost',
    file: 'src-main/sync/note-late-answer.ts',
    from: '(isUnseen || namesAnotherTime(given, visit))',
    to: '(isUnseen && !namesAnotherTime(given, visit))',
    ownTimes: true,
    shownBy: 6,
  },
  {
    name: 'a yes that crosses the end of its proposal is told to nobody',
    file: 'src-main/sync/note-late-answer.ts',
    from: ' || wasEndedHere(db, visit));',
    to: ');',
    shownBy: 45,
  },
  {
    name: 'a time of the patient’s own is not told to the portal',
    file: 'src-main/sync/fhir/write-task.ts',
    from: '...(writing.ownTime ? ownTime(base, writing.ownTime, at) : {}),',
    to: '',
    ownTimes: true,
    shownBy: 46,
  },
];
