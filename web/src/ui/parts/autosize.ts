/**
 * An attachment that lets a text field grow with its text, up to its max-height. Browsers that know
 * `field-sizing: content` do it themselves.
 */
export function autosize(field: HTMLTextAreaElement): (() => void) | undefined {
  if (CSS.supports('field-sizing', 'content')) return undefined;
  const fit = (): void => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  };
  fit();
  field.addEventListener('input', fit);
  return () => field.removeEventListener('input', fit);
}
