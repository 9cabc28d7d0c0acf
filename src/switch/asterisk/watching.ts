import { watched } from './configuration';
import type { AskManager } from './manager';

/**
 * Which lines phones may watch: each phone finds extensions in a context of its own. One that is shut out is told
 * nothing more then, and nobody else's lamps go dark; without that it would be told for as long as it had asked for.
 */
export interface Watching {
  /** Lets a phone watch extensions of these lengths. @throws Error when Asterisk does not do it */
  letIn(username: string, device: string, lengths: Iterable<number>): Promise<void>;
  /** Ends whatever it watches. @throws as `letIn` */
  shutOut(username: string): Promise<void>;
  /** Asterisk knows of nobody any more. */
  forget(): void;
}

/** What Asterisk's dialplan has is known by length; a pattern becomes an extension of its own when somebody asks. */
export function createWatching(askManager: AskManager): Watching {
  const known = new Map<string, Set<number>>();

  /** @param unless what it may refuse with */
  async function ask(action: Readonly<Record<string, string>>, unless = /^$/): Promise<string> {
    const answer = await askManager(action);
    const [said = 'no answer'] = fieldsOf(answer, 'Message');
    if (!answer.startsWith('Response: Success') && !unless.test(said)) throw new Error(said);
    return answer;
  }

  /** Also those of before our own restart. */
  const extensionsOf = async (context: string): Promise<readonly string[]> =>
    fieldsOf(await ask({ action: 'ShowDialPlan', context }, /^Did not find context/), 'Extension');

  async function lengthsOf(username: string): Promise<Set<number>> {
    const lengths = known.get(username);
    if (lengths !== undefined) return lengths;
    const extensions = await extensionsOf(watched(username));
    const found = new Set(extensions.filter((each) => each.startsWith('_')).map((each) => each.length - 1));
    known.set(username, found);
    return found;
  }

  return {
    async letIn(username, device, lengths) {
      const there = await lengthsOf(username);
      for (const length of lengths) {
        if (there.has(length)) continue;
        const extension = `_${'X'.repeat(length)}`;
        const hint = { priority: 'hint', application: `Stasis:${device}-\${EXTEN}` };
        await ask({ action: 'DialplanExtensionAdd', context: watched(username), extension, ...hint }, /already exist/);
        there.add(length);
      }
    },
    async shutOut(username) {
      known.delete(username);
      const context = watched(username);
      const extensions = await extensionsOf(context);
      // Patterns first: what it asks for meanwhile is there no more.
      for (const extension of [...extensions].toSorted((a, b) => Number(b.startsWith('_')) - Number(a.startsWith('_'))))
        await ask({ action: 'DialplanExtensionRemove', context, extension });
    },
    forget: () => known.clear(),
  };
}

const fieldsOf = (answer: string, name: string): readonly string[] =>
  answer.split(/\r?\n/).flatMap((line) => (line.startsWith(`${name}: `) ? line.slice(name.length + 2) : []));
