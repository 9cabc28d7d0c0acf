import type { DemoDirectory } from '../../page-routes';

/** Who works in the demo organisations. */
export async function fetchDirectory(): Promise<DemoDirectory> {
  const response = await fetch('/local/people');
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()) as DemoDirectory;
}
