import { count } from '../../words/count.ts';

/** The words of pictures. English is the shape the others are checked against. */
export interface PictureWords {
  readonly title: string;
  readonly what: string;
  readonly parts: { readonly board: string; readonly notes: (n: number) => string; readonly zone: string };
  readonly as: string;
  readonly kinds: { readonly svg: string; readonly png: string; readonly pdf: string; readonly print: string };
  readonly about: { readonly svg: string; readonly png: string; readonly pdf: string; readonly print: string };
  readonly paper: string;
  readonly papers: { readonly light: string; readonly dark: string };
  readonly save: string;
  readonly printing: string;
  readonly drawing: string;
  readonly failed: string;
  readonly empty: string;
  readonly preview: (title: string, n: string) => string;
  readonly notes: (n: number) => string;
  readonly pages: (n: number) => string;
  readonly size: (width: string, height: string) => string;
  readonly smaller: string;
  readonly shows: string;
  readonly dimmed: string;
  readonly hidden: string;
  readonly quotes: readonly [open: string, close: string];
  readonly goesOn: string;
  readonly more: (title: string) => string;
  readonly page: (nth: number, of: number) => string;
  readonly number: (n: number) => string;
  readonly cell: (impact: number, effort: number) => string;
  readonly nowhere: string;
  readonly untold: string;
  readonly legend: {
    readonly title: string;
    readonly customer: string;
    readonly team: string;
    readonly behalf: string;
    readonly dashed: string;
    readonly sewn: string;
    readonly felt: string;
  };
  readonly embed: {
    readonly gone: string;
    readonly goneWhy: string;
    readonly away: string;
    readonly untold: (n: number) => string;
    readonly as: (when: string) => string;
  };
}

export const en: PictureWords = {
  title: 'Pictures of the board',
  what: 'What',
  parts: {
    board: 'Whole board',
    notes: count('en', { one: 'selected note', other: 'selected notes' }),
    zone: 'One zone',
  },
  as: 'As',
  kinds: { svg: 'SVG', png: 'PNG', pdf: 'PDF', print: 'Print' },
  about: {
    svg: 'A drawing that stays sharp at any size. Its font is in the file; scripts other than Latin use the fonts of the reader’s machine.',
    png: 'A picture for chats, slides and wikis, at twice the size.',
    pdf: 'A4 pages, zone by zone. Each page is a picture; its words can be searched and copied.',
    print: 'The same pages on paper. “Save as PDF” in the print dialog keeps the words as sharp text.',
  },
  paper: 'Paper',
  papers: { light: 'Light', dark: 'Dark' },
  save: 'Download',
  printing: 'Print…',
  drawing: 'Drawing…',
  failed: 'The picture could not be drawn. A part of the board, or SVG, may work.',
  empty: 'There are no notes in it.',
  preview: (title, n) => `Preview of ${title}, ${n}`,
  notes: count('en', { one: 'note', other: 'notes' }),
  pages: count('en', { one: 'page', other: 'pages' }),
  size: (width, height) => `${width} × ${height} px`,
  smaller: 'Browsers draw nothing larger: the picture is not quite twice the size.',
  shows: 'It holds what you see on the board, with every note’s whole text. What is hidden from you is not in it.',
  dimmed: 'Notes that the search leaves pale are in it, too.',
  hidden: 'Some words were given for this room only: ask before you pass the picture on.',
  quotes: ['“', '”'],
  goesOn: 'goes on…',
  more: (title) => `${title} (continued)`,
  page: (nth, of) => `Page ${nth} of ${of}`,
  number: (n) => new Intl.NumberFormat('en').format(n),
  cell: (impact, effort) => `Impact ${impact} · effort ${effort}`,
  nowhere: 'Not placed yet',
  untold: 'Said for the room only',
  legend: {
    title: 'What the marks mean',
    customer: 'a customer',
    team: 'the team',
    behalf: 'written down for a customer',
    dashed: 'a guess',
    sewn: 'a guess that customers back',
    felt: 'felt by so many customers',
  },
  embed: {
    gone: 'This board is not shown here.',
    goneWhy: 'Its link has ended, or the address is not complete. Ask whoever runs the board for a new one.',
    away: 'The server cannot be reached just now. This is how the board was.',
    untold: (n) =>
      n === 1
        ? '1 note without its words: they were said for the room only.'
        : `${n} notes without their words: they were said for the room only.`,
    as: (when) => `As of ${when}`,
  },
};
