/** By the title that a built-in map gives a zone, in lower case. */
const gaps: Readonly<Record<string, string>> = {
  says: 'Nobody has told us what they say.',
  say: 'Nobody has told us what they say.',
  thinks: 'Nobody has told us what they think.',
  does: 'Nobody has told us what they do.',
  do: 'Nobody has told us what they do.',
  feels: 'Nobody has told us what they feel.',
  see: 'Nobody has told us what they see.',
  hear: 'Nobody has told us what they hear.',
  'think & feel': 'Nobody has told us what they think and feel.',
  pains: 'Nobody has told us what hurts.',
  gains: 'Nobody has told us what they hope for.',
};

export const en = {
  gaps,
  gap: 'No customer has spoken here yet.',
  ask: 'Ask them, or bring in what they said elsewhere.',
  hypothesis: {
    title: 'A hypothesis map',
    most: 'More is assumed here than customers have said. Read it as questions.',
    nobody: 'No customer has said anything here. Read it as questions.',
    dismiss: 'I know',
  },
};

export type InsightWords = typeof en;
