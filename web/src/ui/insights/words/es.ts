import type { InsightWords } from './en.ts';

export const es: InsightWords = {
  gaps: {
    says: 'Nadie nos ha contado qué dicen.',
    say: 'Nadie nos ha contado qué dicen.',
    thinks: 'Nadie nos ha contado qué piensan.',
    does: 'Nadie nos ha contado qué hacen.',
    do: 'Nadie nos ha contado qué hacen.',
    feels: 'Nadie nos ha contado qué sienten.',
    see: 'Nadie nos ha contado qué ven.',
    hear: 'Nadie nos ha contado qué oyen.',
    'think & feel': 'Nadie nos ha contado qué piensan y sienten.',
    pains: 'Nadie nos ha contado qué les duele.',
    gains: 'Nadie nos ha contado qué esperan.',
  },
  gap: 'Ningún cliente ha hablado aquí todavía.',
  ask: 'Pregúntenles, o traigan lo que dijeron en otra parte.',
  hypothesis: {
    title: 'Un mapa de hipótesis',
    most: 'Aquí se supone más de lo que han dicho los clientes. Léanlo como preguntas.',
    nobody: 'Ningún cliente ha dicho nada aquí. Léanlo como preguntas.',
    dismiss: 'Lo sé',
  },
};
