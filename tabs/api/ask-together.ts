import type { ContactId } from '../../src/contract/ids';
import type { Rest } from './rest';

/** As many as the server takes at once. */
const mostAtOnce = 200;

/**
 * What rows that come up together want to know, each of its contact, asked for together. Null: the answer has none of
 * it.
 */
export function askTogether<Value extends { readonly contactId: ContactId }>(
  path: string,
  valuesOf: (answer: never) => readonly Value[],
): (rest: Rest, contactId: string) => Promise<Value | null> {
  interface Waiting {
    readonly ids: Set<string>;
    readonly answer: Promise<ReadonlyMap<string, Value>>;
  }
  const waiting = new WeakMap<Rest, Waiting>();

  async function answered(rest: Rest, ids: ReadonlySet<string>): Promise<ReadonlyMap<string, Value>> {
    await Promise.resolve();
    waiting.delete(rest);
    const response = await rest.ask('POST', path, { body: { contactIds: [...ids] } });
    const values = valuesOf((await response.json()) as never);
    return new Map(values.map((each) => [each.contactId, each]));
  }

  function begin(rest: Rest): Waiting {
    const ids = new Set<string>();
    const begun = { ids, answer: answered(rest, ids) };
    waiting.set(rest, begun);
    return begun;
  }

  return async (rest, contactId) => {
    const before = waiting.get(rest);
    const asked = before !== undefined && before.ids.size < mostAtOnce ? before : begin(rest);
    asked.ids.add(contactId);
    return (await asked.answer).get(contactId) ?? null;
  };
}
