/** Words that begin a thing somebody wants built, and not what somebody is to be able to do. */
const making =
  /^(a|an|the|some|more|better)\s|^(add|build|have|get|implement|introduce|make|offer|provide|create|install)\s+(a|an|the|more|some|another|new)\b/i;

/** Parts of a screen or a product: who names one has a solution in mind. */
const parts =
  /\b(buttons?|dropdowns?|menus?|pop-?ups?|modals?|dialogs?|toggles?|checkbox(es)?|tooltips?|banners?|dashboards?|apps?|chat-?bots?|widgets?|wizards?|plug-?ins?|filters?|tabs?|e-?mails?|push notifications?|api|ai)\b/i;

/** Whether a need names a thing: a need is what somebody has to be able to do, so that many things can answer it. */
export function nounish(need: string): boolean {
  const words = need.trim().replace(/^to\s+/i, '');
  return words !== '' && (making.test(words) || parts.test(words));
}

/** Whether a "how might we" holds its own answer. */
export function solved(question: string): boolean {
  const words = question.trim().replace(/^how might we\s+/i, '');
  return making.test(words) || parts.test(words) || /\b(by|using|via|through) (a|an|the|\w+ing)\b/i.test(words);
}
