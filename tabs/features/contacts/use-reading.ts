import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longestCard } from '../../../src/contract/contacts/limits';
import type { OwnContactBody, ReadCards as Answer } from '../../../src/contract/contacts/own-contacts';
import type { WrittenMail } from '../../../src/contract/mail/mail-parts';
import { readMail } from '../../../src/contract/mail/read-mail';
import { errorCode } from '../../api/client-error';
import { useServices } from '../../ui/services';
import { cardPhotos } from './card-photos';
import type { Proposal } from './contact-fields';
import { isMailSource, readMailFile } from './mail-file';
import { smallPhoto } from '../../ui/small-photo';

/** What came of reading: a text for the person, and whether it is a warning. */
export interface Said {
  readonly text: string;
  readonly warns: boolean;
}

const isCard = (text: string): boolean => /^BEGIN:VCARD/im.test(text);

/** Pictures, which are long, stay here: the server makes nothing of them. */
const withoutPictures = (text: string): string =>
  text.replace(/^(?:PHOTO|LOGO|SOUND|KEY)[;:].*(?:\r?\n[ \t].*)*(?:\r?\n|$)/gim, '').slice(0, longestCard);

/** Reads whom a mail or a vCard tells of. Mails are read here and leave the page for nowhere. */
export function useReading(onRead: (proposal: Proposal) => void) {
  const { t } = useTranslation();
  const askCards = useAskCards();
  const readWritten = useReadMail();
  const [found, setFound] = useState<readonly OwnContactBody[]>([]);
  const [said, setSaid] = useState<Said | null>(null);
  const asked = useRef<unknown>(null);
  const warn = (text: string): void => setSaid({ text, warns: true });

  async function readCards(text: string, isStill: () => boolean): Promise<void> {
    const cards = await askCards(withoutPictures(text));
    const photos = cardPhotos(text);
    const all = await Promise.all(cards.map(({ contact }, at) => contact && withPhoto(contact, photos[at] ?? null)));
    if (!isStill()) return;
    const contacts = all.filter((contact) => contact !== null);
    const unread = cards.flatMap((each) => each.unread);
    const bad = cards.length - contacts.length;
    setFound(contacts);
    if (contacts[0] !== undefined) onRead(contacts[0]);
    if (cards.length === 0) warn(t('contacts.read.nothing'));
    else if (bad > 0) warn(t('contacts.read.bad', { count: bad }));
    else if (unread.length > 0) warn(t('contacts.read.unread', { numbers: unread.join(', ') }));
    else setSaid({ text: t('contacts.read.filled'), warns: false });
  }

  async function readAMail(source: string | Blob, isStill: () => boolean): Promise<void> {
    const mail = typeof source === 'string' && !isMailSource(source) ? { from: null, text: source } : null;
    const read = readWritten(mail ?? (await readMailFile(source)));
    if (!isStill()) return;
    setFound([]);
    if (read === null) return warn(t('contacts.read.nothing'));
    onRead(read);
    if (read.unread.length > 0) warn(t('contacts.read.unread', { numbers: read.unread.join(', ') }));
    else setSaid({ text: t('contacts.read.filled'), warns: false });
  }

  /** Whoever types on, or chooses another file, has asked something else by then. */
  function start(reading: (isStill: () => boolean) => Promise<void>): void {
    const mine = {};
    asked.current = mine;
    reading(() => asked.current === mine).catch((error: unknown) => warn(t(`error.${errorCode(error)}`)));
  }

  return {
    found,
    said,
    read(text: string): void {
      if (text.trim() === '') {
        asked.current = null;
        return setSaid(null);
      }
      start((isStill) => (isCard(text) ? readCards(text, isStill) : readAMail(text, isStill)));
    },
    readFile(file: File): void {
      start(async (isStill) => {
        const isMail = /\.eml$/i.test(file.name) || file.type === 'message/rfc822';
        if (isMail) return readAMail(file, isStill);
        const text = await file.text();
        return isCard(text) ? readCards(text, isStill) : readAMail(text, isStill);
      });
    },
  };
}

/** A card's photo goes along where the browser can read it. */
async function withPhoto(contact: OwnContactBody, file: Blob | null): Promise<OwnContactBody> {
  const photo = file && (await smallPhoto(file));
  return photo === null ? contact : { ...contact, photo };
}

function useAskCards(): (text: string) => Promise<Answer['cards']> {
  const { rest } = useServices();
  return async (text) =>
    ((await (await rest.ask('POST', '/own-contacts/read', { body: { text } })).json()) as Answer).cards;
}

/** Numbers without a country are the organisation's; until the library of numbers has come there is nothing to read. */
function useReadMail() {
  const { store, phoneLibrary } = useServices();
  return (mail: WrittenMail) => {
    const { me } = store.get();
    const library = phoneLibrary.get();
    if (library === null) return null;
    const reader = me && { mailAddress: me.user.mailAddress, numbers: [...me.user.numbers, me.user.mobile ?? ''] };
    return readMail(mail, { country: me?.organisation.country ?? 'SE', library }, reader ?? undefined);
  };
}
