import type { Line, Part, Summary } from '../../model/summary.ts';
import { s } from '../opening/words/words.ts';
import { day, said } from '../words/words.ts';
import { dotsIn, energyIn, middle, saidLines } from './tell.ts';

/** What a summary leaves out of its Markdown: notes whose authors said "only in this room" (E-2, E-5). */
export function leftOut(summary: Summary): number {
  return new Set(lines(summary).flatMap(({ id, leaves }) => (leaves ? [] : [id]))).size;
}

/** The summary as Markdown, to be pasted elsewhere. Words that must stay in the room are not in it, and it says so. */
export function markdown(summary: Summary): string {
  const parts = summary.parts.map((part) => `## ${s.summary.parts[part]}\n\n${block(summary, part)}`);
  const left = leftOut(summary);
  return [
    `# ${plain(said(summary.title))}`,
    ...(summary.rehearsal ? [`**${s.plan.rehearsal}**`] : []),
    ...(summary.goal === '' ? [] : [plain(summary.goal)]),
    ...(summary.hidden ? [s.summary.hidden] : []),
    ...parts,
    ...(left === 0 ? [] : [`*${s.summary.leftOut(left)}*`]),
  ]
    .join('\n\n')
    .concat('\n');
}

function block(of: Summary, part: Part): string {
  const rows = rowsOf(of, part);
  return rows.length === 0 ? s.summary.empty[part] : rows.join('\n');
}

function rowsOf(of: Summary, part: Part): string[] {
  switch (part) {
    case 'said':
      return of.said.notes === 0 ? [] : saidLines(of).map((line) => `- ${line}`);
    case 'themes':
      return of.themes.map(({ name, customers, team, dots }) =>
        item(name, s.summary.backing(customers, team), dotsIn(dots)),
      );
    case 'insights':
      return of.insights.map(({ statement, customers, team, dots, disputed }) =>
        item(
          statement,
          s.summary.backing(customers, team),
          dotsIn(dots),
          disputed === 0 ? '' : s.summary.disputed(disputed),
        ),
      );
    case 'commitments':
    case 'fixed':
      return of[part].map(({ title, owner, due, status }) =>
        item(
          title,
          plain(owner) || s.summary.nobodyYet,
          part === 'fixed' ? '' : s.summary.by(due === '' ? '' : day(due)),
          s.action[status],
        ),
      );
    case 'declined':
    case 'parked':
      return of[part].map(({ title, reason }) => item(title, plain(reason) || s.summary.noReason));
    case 'questions':
      return quotes(of.questions);
    case 'shortlist':
      return quotes(of.shortlist);
    case 'checklist':
      return of.checklist.flatMap(({ title, lines }) => group(title, lines, '- [ ] '));
    case 'triage':
      return of.triage.flatMap(({ title, lines }) => group(title, lines));
    case 'matrix':
      return (['wins', 'bets', 'fills', 'pits'] as const).flatMap((name) => group(s.summary[name], of.matrix[name]));
    case 'journey':
      return [
        ...of.moment.map(({ title, n, mid }) => `**${plain(s.summary.moment(said(title)))}** (${middle(mid, n)})\n`),
        ...of.journey.map(({ title, n, mid }) => item(said(title), middle(mid, n))),
      ];
    case 'energy':
      return energyIn(of).flatMap(({ title, scales }) => [
        `**${plain(title)}**\n`,
        ...scales.map(({ question, n, mid }) => item(said(question), middle(mid, n, s.summary.of5))),
      ]);
  }
}

/** Every note whose words a summary holds. */
function lines({ questions, shortlist, checklist, triage, matrix }: Summary): readonly Line[] {
  const grouped = [...checklist, ...triage].flatMap((each) => each.lines);
  return [...questions, ...shortlist, ...grouped, ...Object.values(matrix).flat()];
}

function group(title: string, all: readonly Line[], mark = '- '): string[] {
  const rows = quotes(all, mark);
  return rows.length === 0 ? [] : [`### ${plain(said(title))}\n`, ...rows, ''];
}

function quotes(all: readonly Line[], mark = '- '): string[] {
  return all
    .filter(({ leaves }) => leaves)
    .map(({ text, dots, severity }) => {
      const facts = [dotsIn(dots), severity === null ? '' : s.summary.severity(severity)].filter((fact) => fact !== '');
      return `${mark}${plain(text)}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}`;
    });
}

function item(title: string, ...facts: readonly string[]): string {
  const said = facts.filter((fact) => fact !== '');
  return `- **${plain(title)}**${said.length === 0 ? '' : `: ${said.join(', ')}`}`;
}

/** Words of people as one line that begins nothing and names nobody: no heading, list, markup, mention or link (E-14). */
export function plain(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
    .replace(/[\\`*_[\]|~#]/g, '\\$&')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@(?=\S)/g, '@\u200b')
    .replace(/^([-+]|\d+[.)])(?=\s)/, '\\$1');
}
