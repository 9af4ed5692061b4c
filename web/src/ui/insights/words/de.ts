import type { InsightWords } from './en.ts';

export const de: InsightWords = {
  gaps: {
    says: 'Niemand hat uns erzählt, was sie sagen.',
    say: 'Niemand hat uns erzählt, was sie sagen.',
    thinks: 'Niemand hat uns erzählt, was sie denken.',
    does: 'Niemand hat uns erzählt, was sie tun.',
    do: 'Niemand hat uns erzählt, was sie tun.',
    feels: 'Niemand hat uns erzählt, was sie fühlen.',
    see: 'Niemand hat uns erzählt, was sie sehen.',
    hear: 'Niemand hat uns erzählt, was sie hören.',
    'think & feel': 'Niemand hat uns erzählt, was sie denken und fühlen.',
    pains: 'Niemand hat uns erzählt, was weh tut.',
    gains: 'Niemand hat uns erzählt, was sie sich erhoffen.',
  },
  gap: 'Hier hat noch kein Kunde etwas gesagt.',
  ask: 'Fragt nach, oder holt herein, was sie anderswo gesagt haben.',
  hypothesis: {
    title: 'Eine Karte aus Vermutungen',
    most: 'Hier ist mehr vermutet, als Kunden gesagt haben. Lest sie als Fragen.',
    nobody: 'Hier hat kein Kunde etwas gesagt. Lest sie als Fragen.',
    dismiss: 'Ich weiß',
  },
};
