/** Brings a sound as a file: the server says that it is one, and how it is called, so that the page stays. */
export function download(url: string): void {
  const link = document.createElement('a');
  link.href = `${url}&download=1`;
  link.download = '';
  link.click();
}
