import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Statement {
  readonly text: string;
  readonly zone: string;
  readonly kind: string;
  readonly by: string;
  readonly theme: string;
}

interface Story {
  readonly title: string;
  readonly goal: string;
  readonly persona: string;
  readonly situation: string;
  readonly people: readonly { readonly id: string; readonly name: string; readonly role: string }[];
  readonly statements: readonly Statement[];
}

const file = join(import.meta.dirname, '../../boards/fixture/ticketshop.json');
const story = JSON.parse(readFileSync(file, 'utf8')) as Story;

function named(id: string): string {
  const name = story.people.find((person) => person.id === id)?.name;
  if (name === undefined) throw new Error(`nobody is called ${id} in the story`);
  return name;
}

function said(by: string, zone: string, theme: string): string {
  const text = story.statements.find((each) => each.by === by && each.zone === zone && each.theme === theme)?.text;
  if (text === undefined) throw new Error(`${by} says nothing on ${theme} in ${zone}`);
  return text;
}

/** What is said in the story, in another language. */
export function told(text: string, lang: 'de' | 'es' | 'fr'): string {
  const file = join(import.meta.dirname, `../../boards/fixture/told/${lang}.json`);
  const said = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)[text];
  if (said === undefined) throw new Error(`nobody says “${text}” in ${lang}`);
  return said;
}

/** The ticket shop's story, told by a few of its people. */
export const ticketShop = {
  title: story.title,
  goal: story.goal,
  persona: story.persona,
  situation: story.situation,
  statements: story.statements,
  team: { name: named('mia'), believes: said('mia', 'Thinks', 'hold'), notes: said('mia', 'Thinks', 'fees') },
  carla: {
    name: named('carla'),
    says: said('carla', 'Says', 'hold'),
    feels: said('carla', 'Feels', 'queue'),
    does: said('carla', 'Does', 'refund'),
  },
  dora: { name: named('dora'), says: said('dora', 'Says', 'queue'), does: said('dora', 'Does', 'hold') },
  gus: { name: named('gus'), says: said('gus', 'Says', 'fees'), feels: said('gus', 'Feels', 'hold') },
} as const;
