/** What somebody puts into their page to show the board at this address. */
export function snippet(url: string, title: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  const attribute = (text: string): string => text.replace(/[&<>"]/g, (char) => names[char] ?? '');
  return `<iframe src="${attribute(url)}" title="${attribute(title)}" width="100%" height="700" loading="lazy" referrerpolicy="no-referrer"></iframe>`;
}
