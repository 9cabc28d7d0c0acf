import type { WrittenMail } from '../../../src/contract/mail/mail-parts';

/** Attachments come behind what is read. */
const mostBytes = 2_000_000;
/** Lines that only the source of a mail begins with. */
const source =
  /^(?:return-path|received|delivered-to|mime-version|dkim-signature|arc-seal|message-id|x-[a-z-]{1,40}):/i;

/** A mail's source instead of what a mail program shows of it. */
export const isMailSource = (text: string): boolean => source.test(text.slice(0, 200).trimStart());

/** A mail's file (RFC 5322, MIME); the reader of those is loaded when the first one is read. */
export async function readMailFile(file: Blob | string): Promise<WrittenMail> {
  const { default: PostalMime } = await import('postal-mime');
  const { from, text, html } = await PostalMime.parse(file.slice(0, mostBytes));
  const sender = from?.address === undefined ? null : `${from.name} <${from.address}>`;
  return { from: sender, text: text?.trim() ? text : textOf(html ?? '') };
}

const ends = 'br,p,div,tr,li,h1,h2,h3,h4,blockquote,table';

/** What a page says, a line for each of its blocks. It is only parsed: nothing of it is fetched, run or drawn. */
function textOf(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const element of body.querySelectorAll('style,script,template')) element.remove();
  for (const element of body.querySelectorAll(ends)) element.after('\n');
  for (const cell of body.querySelectorAll('td')) cell.after('\t');
  for (const quote of body.querySelectorAll('blockquote')) quote.remove();
  return body.textContent;
}
