import type { Action, Id, Theme } from '../../model/records.ts';
import type { BoardState } from '../../state/board.svelte.ts';
import { titleOf } from '../sort/acts.ts';

/** What each theme is called, for choosing one. */
export function themeNames(board: BoardState): readonly (readonly [Id, string])[] {
  return board.themes.map((theme, at) => [theme.id, nameOfTheme(board, theme, at)] as const);
}

export function nameOfTheme(board: BoardState, theme: Theme, at = board.themes.indexOf(theme)): string {
  return titleOf({ theme, notes: board.notesOf(theme.id) }, at);
}

/** The themes an action answers: those of its notes and those of its insights. */
export function themesOf(board: BoardState, { f }: Action): ReadonlySet<Id> {
  const found = new Set<Id>();
  for (const id of f.notes) {
    const theme = board.note(id)?.f.theme ?? '';
    if (theme !== '') found.add(theme);
  }
  for (const insight of board.insights) {
    if (!f.insights.includes(insight.id)) continue;
    for (const id of insight.f.themes) found.add(id);
    for (const id of insight.f.evidence) {
      const theme = board.note(id)?.f.theme ?? '';
      if (theme !== '') found.add(theme);
    }
  }
  return found;
}

/** Whether nobody has said yet what a theme is about: it has no name, or still the words it was suggested for. */
export function unsaid({ f }: Theme): boolean {
  const name = f.name.trim();
  return name === '' || name.endsWith(' …');
}
