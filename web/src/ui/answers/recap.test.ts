import { expect, test } from 'vitest';
import { mailto, mostMail, recap, type Report } from './recap.ts';

const report: Report = {
  files: [
    {
      text: '# Session report\n\n## Themes\n\n**Theme.** Seats \\*are\\* lost &lt;b&gt;: 3 notes, evidence of 2 independent customers, 1 type of source.\n\n- P1 · “**Theme.** no”\n\n**One more theme.** Nothing of it leaves the room: 1 note.\n',
    },
  ],
  items: [
    { title: 'Hold the seat', status: 'committed', due: '2026-12-01', owner: { name: 'Anna' } },
    { title: 'Show the fees', status: 'done' },
    { title: 'Lower the fees', status: 'declined', reason: 'the law sets them' },
    { title: 'Call them', status: 'proposed' },
  ],
  left_out: [{ reason: 'consent_room', count: 2, sentence: '2 notes left out: their authors said this room only.' }],
};

test('a recap tells themes, who does what by when, what is not done, and what is left out', () => {
  const told = recap(report, 'Ticket shop', 'https://felt.test/b/x', (when) => `[${when}]`);
  expect(told.subject).toBe('Recap: Ticket shop');
  expect(told.body).toBe(`What was said, in 2 themes
- Seats *are* lost <b>: 3 notes
- Nothing of it leaves the room: 1 note

Who does what by when
- Anna: Hold the seat, by [2026-12-01]
- Nobody yet: Show the fees (done)

Not now
- Lower the fees, because the law sets them

Not decided yet
- Call them

Left out
- 2 notes left out: their authors said this room only.

https://felt.test/b/x
`);
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
