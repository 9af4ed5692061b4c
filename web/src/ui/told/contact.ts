/** Whether an e-mail address can be one, as the server looks at it; '' is none. */
export function soundAddress(text: string): boolean {
  return (
    text === '' ||
    /^[^\s@<>,;:"()[\]\\]+@\.*[^\s@<>,;:"()[\]\\.]+\.[^\s@<>,;:"()[\]\\]*[^\s@<>,;:"()[\]\\.]\.*$/.test(text)
  );
}
