import { leftOut, type Line, type Part, type Summary } from '../../model/summary.ts';
import { plain } from './plain.ts';
import { s } from '../opening/words/words.ts';
import { day, said } from '../words/words.ts';
import { backing, dotsIn, energyIn, middle, saidLines, verdictsIn } from './tell.ts';

/** The summary as Markdown, to be pasted elsewhere. Words that must stay in the room are not in it, and it says so. */
export function markdown(summary: Summary): string {
  const parts = summary.parts.map((part) => `## ${s.summary.parts[part]}\n\n${block(summary, part)}`);
  const left = leftOut(summary);
  return [
    `# ${plain(said(summary.title))}`,
    ...(summary.rehearsal ? [`**${s.plan.rehearsal}**`] : []),
    ...(summary.goal === '' ? [] : [`> ${plain(summary.goal)}`]),
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
      return of.themes.flatMap((theme) => [
        item(theme.name, backing(theme), dotsIn(theme.dots), verdictsIn(theme, of.said.people)),
        ...whys(theme.whys),
      ]);
    case 'insights':
      return of.insights.flatMap((insight) => [
        item(insight.statement, backing(insight), dotsIn(insight.dots), verdictsIn(insight, of.said.people)),
        ...whys(insight.whys),
      ]);
    case 'commitments':
    case 'fixed':
      return [
        ...of[part].map(({ title, owner, due, status }) =>
          item(
            title,
            plain(owner) || s.summary.nobodyYet,
            part === 'fixed' ? '' : s.summary.by(due === '' ? '' : day(due)),
            s.action[status],
          ),
        ),
        ...(part === 'fixed' ? [] : group(s.summary.meant, of.meant)),
      ];
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

/** Why a wording is disputed. */
function whys(all: readonly string[]): string[] {
  return all.map((why) => `  - ${plain(s.summary.why(why))}`);
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
