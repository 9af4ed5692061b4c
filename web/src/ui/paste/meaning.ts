// What the columns of a table hold, and what stands in them, by the names people give in the four languages of the pages.
// export/intake/columns.go and words.go know the same names for what the server reads.
import type { NoteKind, Side } from '../../model/records.ts';

/** What a column may hold: `into:` and a zone's id is a column of notes for that zone, '' is nothing. */
export type Is = '' | 'text' | 'zone' | 'kind' | 'side' | 'who' | 'date' | 'tags' | `into:${string}`;

const headers: Readonly<Record<Exclude<Is, '' | `into:${string}`>, string>> = {
  text: `text|texts|note|notes|answer|comment|comments|feedback|quote|message|description|words|statement|verbatim|body|sticky|card|idea|title|summary
    |notiz|notizen|antwort|kommentar|rückmeldung|zitat|nachricht|beschreibung|aussage|karte|titel
    |nota|notas|respuesta|comentario|comentarios|cita|mensaje|descripción|texto|título|tarjeta
    |note|réponse|commentaire|commentaires|retour|citation|texte|titre|carte|post-it`,
  who: `whose|who|name|person|author|contact|participant|respondent|speaker|user|requester|said by|customer|client
    |wer|wessen|autor|autorin|kontakt|teilnehmer|teilnehmerin|ansprechpartner|absender|kunde|kundin|person
    |quién|quien|nombre|persona|contacto|participante|de quién|cliente|autora
    |qui|nom|personne|auteur|auteure|participant|participante|client|cliente`,
  date: `date|day|created|created at|created_at|timestamp|submitted|submitted at|when
    |datum|tag|erstellt|erstellt am|zeitstempel|wann|fecha|día|creado|marca temporal|cuándo|jour|créé|horodatage|quand`,
  zone: `zone|area|quadrant|section|category|column|list|bereich|feld|kategorie|spalte|zona|área|cuadrante|sección|categoría|columna
    |quadrant|catégorie|colonne|domaine`,
  kind: `kind|type|type of note|art|notizart|typ|tipo|clase|genre|type de note`,
  side: `side|voice|role|seite|stimme|rolle|lado|voz|rol|côté|voix|rôle`,
  tags: `tag|tags|label|labels|theme|topic|schlagwort|schlagwörter|thema|etikett|etiqueta|etiquetas|tema|étiquette|étiquettes|thème|mots-clés`,
};

const kinds: Readonly<Record<NoteKind, string>> = {
  quote: 'quote|their words|verbatim|zitat|ihre worte|cita|sus palabras|citation|leurs mots',
  observation:
    'observation|we saw or heard it|beobachtung|gesehen oder gehört|observación|observacion|lo vimos u oímos|constat',
  data: 'data|a number|number|daten|zahl|eine zahl|datos|dato|un dato|données|donnée|chiffre',
  inference: 'inference|conclusion|we conclude it|schluss|geschlossen|inferencia|conclusión|lo deducimos|déduction',
  assumption:
    'assumption|guess|we think it|annahme|vermutung|vermutet|suposición|suposicion|lo creemos|supposition|hypothèse',
  idea: 'idea|an idea|idee|eine idee|una idea|idée|une idée',
  question: 'question|a question|frage|eine frage|pregunta|una pregunta|une question',
};

const sides: Readonly<Record<Side, string>> = {
  customer:
    'customer|client|user|guest|kunde|kundin|kunden|gast|cliente|usuario|usuaria|invitado|invitée|invité|utilisateur|cliente',
  team: 'team|we|us|internal|wir|intern|equipo|nosotros|interno|équipe|equipe|nous|interne',
};

/** The zones of the empathy map as people call them elsewhere. */
const zones: Readonly<Record<string, string>> = {
  says: 'say|says|sagt|sagen|dice|decir|dit|dire',
  thinks: 'think|thinks|denkt|denken|piensa|pensar|pense|penser',
  does: 'do|does|tut|macht|tun|hace|hacer|fait|faire',
  feels: 'feel|feels|fühlt|fühlen|siente|sentir|ressent|ressentir',
  pains: 'pain|pains|schmerzen|frust|dolores|frustraciones|douleurs|frustrations',
  gains: 'gain|gains|gewinne|nutzen|beneficios|ganancias|bénéfices|gains',
};

function turned<K extends string>(of: Readonly<Record<K, string>>): ReadonlyMap<string, K> {
  const names = new Map<string, K>();
  for (const [key, all] of Object.entries(of) as [K, string][]) {
    for (const name of all.split('|')) if (!names.has(name.trim())) names.set(name.trim(), key);
  }
  return names;
}

const fieldOf = turned(headers);
const kindOf = turned(kinds);
const sideOf = turned(sides);
const zoneOf = turned(zones);

/** Makes equal what people call the same. */
export function fold(words: string): string {
  return words
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[\s:*]+|[\s:*?]+$/g, '');
}

/** What a column with this header holds, apart from zones; '' where nobody knows. */
export function fieldIn(header: string): Is {
  return fieldOf.get(fold(header)) ?? '';
}

export function kindIn(cell: string): NoteKind | undefined {
  return kindOf.get(fold(cell));
}

export function sideIn(cell: string): Side | undefined {
  return sideOf.get(fold(cell));
}

/** The zones of a board by all that they may be called. */
export type Zones = ReadonlyMap<string, string>;

/** Names every zone by its titles, as the board keeps them and as the reader sees them. */
export function zonesBy(all: readonly { readonly id: string; readonly titles: readonly string[] }[]): Zones {
  const found = new Map<string, string>();
  for (const { id, titles } of all) for (const title of titles) if (!found.has(fold(title))) found.set(fold(title), id);
  for (const [name, english] of zoneOf) {
    const id = found.get(english);
    if (id !== undefined && !found.has(name)) found.set(name, id);
  }
  return found;
}

/** The id of the zone that a name means. */
export function zoneIn(zones: Zones, name: string): string | undefined {
  return zones.get(fold(name));
}

/** Whether the day comes first in dates like 3/4/2026, as far as a column's dates tell. */
export function dayFirst(cells: readonly string[]): boolean | undefined {
  let day = false;
  let month = false;
  for (const cell of cells) {
    const [, a = '0', b = '0'] = slashed.exec(cell.trim()) ?? [];
    day ||= Number(a) > 12;
    month ||= Number(b) > 12;
  }
  return day === month ? undefined : day;
}

const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{2}|\d{4})\b/;

/** A day as 2026-11-02; undefined where it cannot be told. */
export function dateIn(cell: string, first: boolean | undefined): string | undefined {
  const s = cell.trim();
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?=$|[T\s])/.exec(s);
  if (iso) return real(iso[1], iso[2], iso[3]);
  const dots = /^(\d{1,2})\.(\d{1,2})\.(\d{2}|\d{4})(?=$|\s)/.exec(s);
  if (dots) return real(dots[3], dots[2], dots[1]);
  const parts = slashed.exec(s);
  if (!parts || (first === undefined && parts[1] !== parts[2])) return undefined;
  return first === false ? real(parts[3], parts[1], parts[2]) : real(parts[3], parts[2], parts[1]);
}

function real(year = '', month = '', day = ''): string | undefined {
  const y = year.length === 2 ? 2000 + Number(year) : Number(year);
  const date = new Date(Date.UTC(y, Number(month) - 1, Number(day)));
  if (y < 1970 || date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return undefined;
  return date.toISOString().slice(0, 10);
}

/** The tags of a cell: "a, b; #c". */
export function tagsIn(cell: string): string[] {
  const tags = cell.split(/[,;|\n]|\s(?=#)/).map((tag) => tag.trim().replace(/^#/, '').trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}
