import type { InsightWords } from './en.ts';

export const fr: InsightWords = {
  gaps: {
    says: 'Personne ne nous a dit ce qu’ils disent.',
    say: 'Personne ne nous a dit ce qu’ils disent.',
    thinks: 'Personne ne nous a dit ce qu’ils pensent.',
    does: 'Personne ne nous a dit ce qu’ils font.',
    do: 'Personne ne nous a dit ce qu’ils font.',
    feels: 'Personne ne nous a dit ce qu’ils ressentent.',
    see: 'Personne ne nous a dit ce qu’ils voient.',
    hear: 'Personne ne nous a dit ce qu’ils entendent.',
    'think & feel': 'Personne ne nous a dit ce qu’ils pensent et ressentent.',
    pains: 'Personne ne nous a dit ce qui leur pèse.',
    gains: 'Personne ne nous a dit ce qu’ils espèrent.',
  },
  gap: 'Aucun client n’a encore parlé ici.',
  ask: 'Demandez-leur, ou reprenez ce qu’ils ont dit ailleurs.',
  hypothesis: {
    title: 'Une carte d’hypothèses',
    most: 'On suppose ici plus que les clients n’ont dit. Lisez-la comme des questions.',
    nobody: 'Aucun client n’a rien dit ici. Lisez-la comme des questions.',
    dismiss: 'Je sais',
  },
};
