import { isDetailed, portalVerdict } from '../../src-shared/ipc/portal-verdict.ts';
import type { PortalTest } from '../../src-shared/ipc/settings-views.ts';
import { t } from '../../src-shared/text/text.ts';

/** The report as data, the worst first: for a CI that reads it. Codes stay, sentences may change. */
export const reportOf = (url: string, { ok, findings }: PortalTest) => ({
  url,
  ok,
  verdict: t.connections.portalText[portalVerdict({ ok, findings })],
  findings: inOrder(findings).map((one) => ({ ...one, sentence: t.connections.findingSentence(one) })),
});

/** The report as lines for a terminal, each sentence once. */
export function reportLines(url: string, test: PortalTest): string[] {
  const { verdict, findings } = reportOf(url, test);
  const lines = new Map<string, string[]>();
  for (const finding of findings) {
    const line = `${t.connections.portalText.levels[finding.level].padEnd(INDENT)}${finding.sentence}`;
    const details = lines.get(line) ?? [];
    lines.set(line, isDetailed(finding) ? [...details, finding.detail] : details);
  }
  return [
    url,
    verdict,
    '',
    ...[...lines].flatMap(([line, details]) => [line, ...details.map((one) => ' '.repeat(INDENT) + one)]),
  ];
}

const INDENT = 9;

const ORDER = { failed: 0, lacking: 1, note: 2, good: 3 } as const;

const inOrder = (findings: PortalTest['findings']) =>
  findings.toSorted((a, b) => ORDER[a.level] - ORDER[b.level]);
