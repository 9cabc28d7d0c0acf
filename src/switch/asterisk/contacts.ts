/** Where a device is reached: one run of its program, over one connection. */
export interface Contact {
  readonly uri: string;
  /** The same for all registrations of one run: phones choose the user part of their contact when they start. */
  readonly boot: string;
  isAlive: boolean;
}

/** A connection that is gone takes its contact along, and no packet comes by another. */
export const isSocket = (uri: string): boolean => /;transport=wss?(;|>|$)/i.test(uri);

/** Of a phone without a socket: it may come from another address at any time, and is the same one. */
const plainBoot = 'phone';

/** What a boot is known by: the user part of a contact, or of the target of a dialogue that it began. */
export const bootOf = (uri: string): string =>
  isSocket(uri) ? (/^<?sips?:([^@;>]*)@/.exec(uri)?.[1] ?? uri) : plainBoot;

/** The contacts of one device, in the order in which they came; the newest counts. */
export interface Contacts {
  /** Returns null when it was known. */
  add(uri: string): Contact | null;
  remove(uri: string): Contact | null;
  find(uri: string): Contact | null;
  newest(): Contact | null;
  ofBoot(boot: string): Contact | null;
  all(): readonly Contact[];
}

export function createContacts(): Contacts {
  const contacts = new Map<string, Contact>();
  const all = (): Contact[] => [...contacts.values()];
  return {
    add(uri) {
      if (contacts.has(uri)) return null;
      const contact = { uri, boot: bootOf(uri), isAlive: true };
      contacts.set(uri, contact);
      return contact;
    },
    remove(uri) {
      const contact = contacts.get(uri) ?? null;
      contacts.delete(uri);
      return contact;
    },
    find: (uri) => contacts.get(uri) ?? null,
    newest: () => all().at(-1) ?? null,
    ofBoot: (boot) => all().findLast((contact) => contact.boot === boot) ?? null,
    all,
  };
}
