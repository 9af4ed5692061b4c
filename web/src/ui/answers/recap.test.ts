import { expect, test, vi } from 'vitest';
import type { Report } from './recap.ts';

vi.stubGlobal('navigator', { languages: ['en'] });
const { mailto, mostMail, recap } = await import('./recap.ts');

const report: Report = {
  files: [
    {
      text: `# Session report

## Insights

**Insight 1:** Seats \\*are\\* lost.

- Confidence: medium, computed from the evidence. The team says high instead, because: support has counted them.
- Status: draft.

**Evidence:** 3 independent customers, 1 type of source.

- P1 · “**Insight 2:** no”

**Insight 2:** Nobody reads this.

- Confidence: low, computed from the evidence.
- Status: declined, because: they do.

**Insight 3:** Fees surprise.

- Confidence: assumption, computed from the evidence.
- Status: accepted.

## Themes

**Theme:** Seats \\*are\\* lost &lt;b&gt;: 3 notes, evidence of 2 independent customers, 1 type of source.

- P1 · “**Theme:** no”

**One more theme:** Nothing of it leaves the room: 1 note.
`,
    },
  ],
  items: [
    { title: 'Hold the seat', status: 'committed', due: '2026-12-01', owner: { name: 'Anna' } },
    { title: 'Show the fees', status: 'done' },
    { title: 'Lower the fees', status: 'declined', reason: 'the law sets them' },
    { title: 'Call them', status: 'proposed' },
  ],
};

test('a recap tells insights, themes, who does what by when, what is not done and why, and who can open its links', () => {
  const told = recap(report, 'Ticket shop', { board: 'https://felt.test/b/x' }, (when) => `[${when}]`);
  expect(told.subject).toBe('Recap: Ticket shop');
  expect(told.body).toBe(`What we learned
- Seats *are* lost. (confidence: medium; the team says high)
- Fees surprise. (confidence: assumption)

What was said, in 2 themes
- Seats *are* lost <b>: 3 notes
- Nothing of it leaves the room: 1 note

Who does what by when
- Anna: Hold the seat, by [2026-12-01]
- Nobody yet: Show the fees (done)

Not now
- Lower the fees, because the law sets them

Not decided yet
- Call them

The board, for those who have joined it (others need an invitation): https://felt.test/b/x
`);
  const open = recap(
    report,
    'Ticket shop',
    { board: 'https://felt.test/b/x', said: 'https://felt.test/said/x' },
    String,
  );
  expect(open.body).toMatch(
    /for everybody: https:\/\/felt\.test\/said\/x\nThe board, .*: https:\/\/felt\.test\/b\/x\n$/,
  );
});

test('a mail takes as much as an address may hold, ends at a line, and says so', () => {
  const short = mailto({ subject: 'Recap: a & b', body: 'One\nTwo 👟\n\nhttps://felt.test\n' });
  expect(new URL(short).searchParams.get('subject')).toBe('Recap: a & b');
  expect(new URL(short).searchParams.get('body')).toBe('One\r\nTwo 👟\r\n\r\nhttps://felt.test\r\n');
  const long = mailto({ subject: 'x'.repeat(300), body: `${'- Größe 👟\n'.repeat(400)}\nhttps://felt.test\n` });
  expect(long.length).toBeLessThanOrEqual(mostMail);
  expect(new URL(long).searchParams.get('body')).toMatch(
    /- Größe 👟\r\n…\r\n\(Shortened\. The report has all of it\.\)\r\n\r\nhttps:\/\/felt\.test\r\n$/,
  );
});
