/** The most a file may have, in bytes; the server says the same. */
export const largest = 2 * 1024 * 1024;

/** A file's bytes in base64. */
export function bytesOf(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });
}

/** How a file is written, as far as its name tells. */
export function formatOf(name: string): '' | 'csv' | 'markdown' | 'json' {
  if (/\.(csv|tsv)$/i.test(name)) return 'csv';
  if (/\.(md|markdown)$/i.test(name)) return 'markdown';
  return /\.json$/i.test(name) ? 'json' : '';
}
