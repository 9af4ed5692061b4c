import { expect, type Locator, type Page } from '@playwright/test';
import { composer, note, openMenu, saved, turnTo, zone } from '../board.ts';
import { picture } from '../picture.ts';
import { heard, holding } from '../wire.ts';
import { summaryOf, type Summary } from './summary.ts';

/** Whose words a note is, where it is not its writer's. */
interface Whose {
  /** A customer's name, as the list of people has it. */
  readonly for?: string;
}

/** Somebody with a browser of their own, who does what one does on a board and says what one sees. */
export class Person {
  readonly page: Page;
  readonly name: string;
  /** A phone shows one zone at a time, and is tapped. */
  readonly phone: boolean;
  readonly #frames: readonly string[];

  /** `page` has not been anywhere yet. */
  constructor(page: Page, name: string, phone = false) {
    this.page = page;
    this.name = name;
    this.phone = phone;
    this.#frames = heard(page).frames;
  }

  /** A button of the page, by its accessible name. */
  button(name: string | RegExp, within: Page | Locator = this.page): Locator {
    return within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  /** Presses something, with a finger on a phone. */
  async press(what: string | RegExp | Locator): Promise<void> {
    const control = typeof what === 'string' || what instanceof RegExp ? this.button(what) : what;
    await (this.phone ? control.tap() : control.click());
  }

  // Where the session is

  /** Sees that a step runs. */
  async at(step: string): Promise<void> {
    const where = this.phone ? this.page.getByRole('main') : this.page.getByRole('banner');
    await expect(
      where.getByRole('strong').getByText(step, { exact: true }).first(),
      `${this.name}’s step`,
    ).toBeVisible();
  }

  /** Everything typed here is on the server's disk. */
  saved(): Promise<void> {
    return saved(this.page);
  }

  /** Looks at the map, the themes or the insights, and on a phone at a zone of the map. */
  async look(view: 'Map' | 'Themes' | 'Insights', title?: string): Promise<void> {
    const views = this.page.getByRole('group', { name: 'What is shown' }).first();
    const chip = this.button(new RegExp(`^${view}`), views).first();
    if (!this.phone) {
      if (view !== 'Map' || (await views.isVisible())) await chip.click();
      return;
    }
    // A phone offers the other views; beside the themes it has a chip of that name, too.
    const zones = this.page.getByRole('navigation', { name: 'Zones' });
    const there = {
      Map: zones,
      Themes: this.page.getByRole('group', { name: 'Themes', exact: true }),
      Insights: this.page.getByRole('region', { name: 'What was learned' }),
    }[view];
    await expect(chip.or(there).first()).toBeVisible();
    if (!(await there.isVisible())) await chip.tap();
    if (title !== undefined) await this.button(new RegExp(`^${title}`), zones).tap();
  }

  // Notes

  note(words: string): Locator {
    return note(this.page, words);
  }

  /** Writes a note for a zone of the map, and sees it there. */
  async write(title: string, words: string, whose: Whose = {}): Promise<void> {
    await this.look('Map');
    await turnTo(this.page, title);
    if (whose.for !== undefined)
      await this.press(this.button(whose.for, this.page.getByRole('group', { name: /Whose words/ })));
    await composer(this.page).fill(words);
    await composer(this.page).press('Enter');
    await expect(note(zone(this.page, title), words)).toBeVisible();
  }

  /** What the line under the field promises of a note that is written now. */
  async promised(words: string | RegExp): Promise<void> {
    await expect(this.page.getByRole('main').getByText(words)).toBeVisible();
  }

  /** Sees a note; on a phone, where it lies has to be said. */
  async sees(words: string, title?: string): Promise<void> {
    if (this.phone && title !== undefined) await this.look('Map', title);
    await expect(this.note(words).first(), `${this.name} sees “${words}”`).toBeVisible();
  }

  /** Neither this page nor its connection has ever held the words. */
  async neverHeard(...words: readonly string[]): Promise<void> {
    const content = await this.page.content();
    for (const each of words) {
      expect(content, `${this.name}’s page`).not.toContain(each);
      expect(holding(this.#frames, each), `${this.name}’s connection: ${each}`).toEqual([]);
    }
  }

  /** Selects notes of the map and says what was learned. */
  async insight(statement: string, ...from: readonly string[]): Promise<void> {
    for (const words of from) await this.note(words).first().press('Space');
    await this.press('Make an insight');
    await this.page.getByRole('textbox', { name: 'What did we learn?' }).fill(statement);
    await this.saved();
    await this.press(this.button('Close', this.page.getByRole('dialog', { name: 'Insight' })));
  }

  /** Opens a note's menu and takes an item. */
  async choose(words: string, item: string): Promise<void> {
    const menu = await openMenu(this.page, this.note(words).first());
    await menu.getByRole('menuitem', { name: item }).click();
  }

  /** Gives an insight another wording. */
  async rewords(was: string, statement: string): Promise<void> {
    const form = await this.#insight(was);
    await form.getByRole('textbox', { name: 'What did we learn?' }).fill(statement);
    await this.saved();
    await this.press(this.button('Close', form));
  }

  /** Accepts an insight as it is worded. */
  async accepts(statement: string): Promise<void> {
    const form = await this.#insight(statement);
    await this.press(this.button('Accept this insight', form));
    await expect(form.getByText('Accepted').first()).toBeVisible();
    await this.saved();
    await this.press(this.button('Close', form));
  }

  async #insight(statement: string): Promise<Locator> {
    const drawer = this.page.getByRole('dialog', { name: 'Insights', exact: true });
    if (!(await drawer.isVisible())) await this.press(/^Insights( \d+)?$/);
    await this.press(this.button(new RegExp(`^${statement}`), drawer));
    return this.page.getByRole('dialog', { name: 'Insight', exact: true });
  }

  /** Says something about a note, where comments are open. */
  async comments(words: string, text: string): Promise<void> {
    await this.choose(words, 'Comment…');
    const dialog = this.page.getByRole('dialog', { name: 'Comments' });
    await dialog.getByRole('textbox', { name: 'Write a comment' }).fill(text);
    await this.press(this.button('Send', dialog));
    await expect(dialog.getByRole('listitem').filter({ hasText: text })).toBeVisible();
    await this.close(dialog);
  }

  // Themes

  theme(name: string): Locator {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Puts notes into one theme, which is made if it is new: by keyboard at a computer, one card at a time on a phone. */
  async group(name: string, ...notes: readonly string[]): Promise<void> {
    await this.look('Themes');
    // Whether a theme is there can be told once the view is.
    if (!this.phone) await expect(this.page.getByRole('region', { name: 'Not in a theme' })).toBeVisible();
    for (const words of notes) await (this.phone ? this.#card(name, words) : this.#goes(name, words));
    await this.saved();
  }

  async #goes(name: string, words: string): Promise<void> {
    const known = await this.theme(name).isVisible();
    await this.note(words).press('g');
    const menu = this.page.getByRole('menu', { name: 'Goes with…' });
    await menu.getByRole('menuitem', { name: known ? name : /^New theme/ }).click();
    if (!known) await this.#name(name);
    await expect(note(this.theme(name), words)).toBeVisible();
  }

  async #card(name: string, words: string): Promise<void> {
    const { page } = this;
    const into = page.getByRole('group', { name: 'Goes with…' }).getByRole('button', { name: new RegExp(`^${name}`) });
    const shown = page.getByRole('list', { name: 'Not in a theme' });
    await this.press(/^One by one/);
    await expect(shown).toBeVisible();
    while (!(await shown.textContent())?.includes(words)) {
      const before = await shown.textContent();
      await this.press('Next');
      await expect(shown).not.toHaveText(before ?? '');
    }
    const known = await into.isVisible();
    await this.press(known ? into : 'New theme');
    if (!known) await this.#name(name);
  }

  async #name(name: string): Promise<void> {
    const field = this.page.getByRole('textbox', { name: /^Name of theme/ }).and(this.page.locator(':focus'));
    await field.fill(name);
    await field.press('Enter');
  }

  /** Says of a theme's name or an insight's wording that it is right, or is not what was meant. */
  async says(of: string, verdict: 'That’s right' | 'Not what we meant'): Promise<void> {
    const about = this.page.getByRole('listitem').filter({ hasText: of }).or(this.theme(of)).last();
    await this.press(this.button(verdict, about));
    await expect(this.button(verdict, about)).toHaveAttribute('aria-pressed', 'true');
    await this.saved();
  }

  // What a step asks, and what is signalled

  /** The card of the question that a step asks, or its result. */
  asked(step: string): Locator {
    return this.page.getByRole('region', { name: step, exact: true });
  }

  /** Answers a question on a scale of five. */
  async taps(step: string, value: 1 | 2 | 3 | 4 | 5, question = 0): Promise<void> {
    const group = this.asked(step).locator('fieldset').nth(question);
    await group.getByRole('radio', { name: new RegExp(`^${value}`) }).check();
    await this.saved();
  }

  /** Gives dots to an option. */
  async dots(step: string, option: string, n = 1): Promise<void> {
    for (let i = 0; i < n; i++) await this.press(this.button(`Give a dot to “${option}”`, this.asked(step)));
    await this.saved();
  }

  /** Says “I'm done”. */
  async done(): Promise<void> {
    await this.press('I’m done');
    await expect(this.button('I’m done')).toHaveAttribute('aria-pressed', 'true');
    await this.saved();
  }

  /** Sees how many are ready. Everything saved before the last of them said so has come, too. */
  async counts(ready: number, of: number): Promise<void> {
    await expect(this.page.getByText(`${ready} of ${of} are ready`)).toBeVisible();
  }

  // Who leads

  /** Opens the list of people, with what can be said about leading. */
  async people(): Promise<Locator> {
    await this.press(/^People/);
    const dialog = this.page.getByRole('dialog', { name: 'People' });
    await dialog.getByText('Who leads').click();
    return dialog;
  }

  /** Hands the baton to a customer, who leads for the customers from now on. */
  async letsLead(customer: string): Promise<void> {
    const people = await this.people();
    await people.getByRole('switch', { name: /^Customers lead/ }).check();
    await people.getByRole('combobox', { name: 'Who?' }).selectOption({ label: customer });
    await this.press(this.button('Hand over', people));
    await expect(people.getByText(`${customer} leads`)).toBeVisible();
    await this.close(people);
  }

  // What comes of it

  /** Opens a sheet about the session as a whole. */
  async open(sheet: 'About this session' | 'What came of it' | 'Your words' | 'Read-back'): Promise<Locator> {
    await this.press('Board menu');
    await this.press(this.button(sheet, this.page.getByRole('dialog', { name: 'Board menu' })));
    const dialog = this.page.getByRole('dialog', { name: sheet });
    await expect(dialog).toBeVisible();
    return dialog;
  }

  async close(dialog: Locator): Promise<void> {
    await this.press(this.button('Close', dialog));
    await expect(dialog).toBeHidden();
  }

  /** Reads what came of the session, part by part. */
  async summary(): Promise<Summary> {
    const dialog = await this.open('What came of it');
    const parts = await summaryOf(dialog);
    await this.close(dialog);
    return parts;
  }

  /** Promises something for a theme, in the list of the step that commits. */
  async commits(theme: string, what: string, who: string, due: string): Promise<void> {
    const row = await this.#answer(theme, 'We will…');
    await row.getByRole('textbox', { name: 'What will we do?' }).fill(what);
    await row.getByRole('combobox', { name: 'Who' }).selectOption({ label: who });
    await row.getByLabel('By when').fill(due);
    await this.press(this.button('Commit', row));
    await expect(row).toContainText(what);
    await this.saved();
  }

  /** Says no to a theme, with the reason. */
  async declines(theme: string, reason: string): Promise<void> {
    const row = await this.#answer(theme, 'No, because…');
    await row.getByRole('textbox', { name: 'No, because' }).fill(reason);
    await this.press(this.button('Decline', row));
    await expect(row).toContainText(`No, because ${reason}`);
    await this.saved();
  }

  /** Puts a theme off until a day, with the reason. */
  async parks(theme: string, until: string, reason: string): Promise<void> {
    const row = await this.#answer(theme, 'Park until…');
    await row.getByRole('textbox', { name: /^Why not now/ }).fill(reason);
    await row.getByLabel('Until').fill(until);
    await this.press(this.button('Park', row));
    await expect(row).toContainText('Parked until');
    await this.saved();
  }

  /** Says of an action how it will be seen that it works. */
  async measures(action: string, { when, then }: { readonly when: string; readonly then: string }): Promise<void> {
    const drawer = this.page.getByRole('dialog', { name: 'Insights', exact: true });
    await this.press(this.button(new RegExp(`^${action}`), drawer).first());
    const form = this.page.getByRole('dialog', { name: 'Action', exact: true });
    await this.press(this.button('Add a criterion', form));
    const criterion = form.getByRole('group', { name: 'How do we know it works?' });
    await criterion.getByRole('textbox', { name: 'When' }).fill(when);
    await criterion.getByRole('textbox', { name: 'Then' }).fill(then);
    await criterion.getByRole('textbox', { name: 'Then' }).press('Tab');
    await this.saved();
    await this.press(this.button('Close', form));
  }

  async #answer(theme: string, answer: string): Promise<Locator> {
    const list = this.page.getByRole('region', { name: 'What will we do about it?' });
    if (!(await list.isVisible())) await this.press(/^Insights( \d+)?$/);
    const row = list.getByRole('listitem').filter({ hasText: theme });
    await this.press(this.button(answer, row));
    return row;
  }

  /** The Markdown of all backlog items, as “Export all” writes it: one text each. */
  async exported(): Promise<string[]> {
    const { page } = this;
    const list = page.getByRole('region', { name: 'Wrap up', exact: true });
    if (!(await list.isVisible())) {
      const drawer = page.getByRole('dialog', { name: 'Insights', exact: true });
      if (!(await drawer.isVisible())) await this.press(/^Insights( \d+)?$/);
      await this.press(this.button('Wrap up and export', drawer));
    }
    await this.press(this.button('Preview', list));
    const dialog = page.getByRole('dialog', { name: 'What will be exported' });
    await dialog.getByRole('checkbox', { name: 'Show the Markdown' }).check();
    const files = await dialog.getByRole('article').getByText(/^---/).allTextContents();
    await this.close(dialog);
    await this.press(this.button('Back to the board', list));
    return files;
  }

  /** Leaves a picture of the page, if somebody asked for pictures. */
  picture(name: string): Promise<void> {
    return picture(this.page, `session-${name}`);
  }
}
