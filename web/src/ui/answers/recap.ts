import { s } from './words/words.ts';

const { recap: words } = s;

/** What is told of a session in a message. */
export interface Recap {
  readonly subject: string;
  readonly body: string;
}

/** What of the server's export a recap is made of: it holds what may leave, and nothing else. */
export interface Report {
  readonly files: readonly { readonly text: string }[];
  readonly items: readonly {
    readonly title: string;
    readonly status: string;
    readonly reason?: string;
    readonly due?: string;
    readonly owner?: { readonly name: string };
  }[];
}

/** Where more can be read: the board by who has joined it, and the page for everybody, if there is one. */
export interface Links {
  readonly board: string;
  readonly said?: string;
}

/** The recap of a report, to be pasted or sent; `day` writes a day. It quotes no note. */
export function recap({ files, items }: Report, title: string, links: Links, day: (when: string) => string): Recap {
  const report = files[0]?.text ?? '';
  const themes = themesIn(report);
  const closed = new Set(['declined', 'parked']);
  const will = items.filter(({ status }) => !closed.has(status) && status !== 'proposed');
  const wont = items.filter(({ status }) => closed.has(status));
  const open = items.filter(({ status }) => status === 'proposed');
  const done = (status: string): string =>
    status === 'done' || status === 'verified' ? ` (${words.done})` : status === 'reopened' ? ` (${words.again})` : '';
  const parts = [
    [words.learned, insightsIn(report)],
    [words.said(themes.length), themes],
    [
      words.will,
      will.map(
        (it) =>
          words.does(it.owner?.name ?? words.nobody, it.title, it.due === undefined ? '' : day(it.due)) +
          done(it.status),
      ),
    ],
    [
      words.wont,
      wont.map((it) => {
        const what = it.status === 'parked' ? `${it.title} (${words.later})` : it.title;
        return it.reason ? words.because(what, it.reason) : what;
      }),
    ],
    [words.open, open.map((it) => it.title)],
  ] as const;
  const told = parts.filter(([, lines]) => lines.length > 0);
  const body = told.map(([head, lines]) => `${head}\n${lines.map((line) => `- ${line}`).join('\n')}`).join('\n\n');
  const foot = [...(links.said === undefined ? [] : [words.page(links.said)]), words.board(links.board)].join('\n');
  return { subject: words.subject(title), body: `${body === '' ? words.none : body}\n\n${foot}\n` };
}

/** The insights that a report tells of, each with how sure it is; not those that were declined. */
function insightsIn(report: string): string[] {
  return [...report.matchAll(/^\*\*Insight \d+:\*\* (.*)\n\n((?:- .*(?:\n|$))*)/gm)].flatMap(
    ([, statement = '', about = '']) => {
      if (statement === '(not written yet).' || /^- Status: declined/m.test(about)) return [];
      const [, sure, team] =
        /^- Confidence: (\w+), computed from the evidence\.(?: The team says (\w+) instead)?/m.exec(about) ?? [];
      const how = sure === undefined ? '' : ` (${words.sure(level(sure), team === undefined ? '' : level(team))})`;
      return [plain(statement) + how];
    },
  );
}

/** A level of the report in the reader's words. */
function level(name: string): string {
  return new Map(Object.entries(words.levels)).get(name) ?? name;
}

/** The themes that a report tells of, each with how many notes. */
function themesIn(report: string): string[] {
  return [...report.matchAll(/^\*\*(Theme|One more theme):\*\* (.*)$/gm)].map(([, label, line = '']) => {
    const told = plain(line)
      .replace(/, evidence of .*$/, '')
      .replace(/\.$/, '');
    const [, name = '', n] = /^(.*): (\d+) notes?$/.exec(told) ?? [];
    if (n === undefined) return told;
    const called = label !== 'Theme' ? words.stays : name === '(no name yet)' ? words.unnamed : name;
    return words.theme(called, Number(n));
  });
}

/** A line of our Markdown without its marks. */
function plain(line: string): string {
  return line
    .replace(/\\([\\`*_[\]|~#<>&!+.-])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}

/** As much as mail programs take from an address, in characters. */
export const mostMail = 1900;

/** The address that opens a mail with a recap in it. What is too long for one ends at a line, and says so. */
export function mailto({ subject, body }: Recap): string {
  const address = (text: string): string =>
    `mailto:?subject=${encodeURIComponent([...subject].slice(0, 80).join(''))}&body=${encodeURIComponent(text.replace(/\n/g, '\r\n'))}`;
  if (address(body).length <= mostMail) return address(body);
  const end = body.lastIndexOf('\n\n');
  const lines = body.slice(0, end).split('\n');
  const foot = body.slice(end).trim();
  const cut = (n: number): string => `${lines.slice(0, n).join('\n')}\n…\n${words.short}\n\n${foot}\n`;
  let n = lines.length;
  while (n > 0 && address(cut(n)).length > mostMail) n--;
  return address(cut(n));
}
