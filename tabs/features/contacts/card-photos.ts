/** Larger ones are no photos of people. */
const longestBase64 = 4_000_000;

/** The photo of each card of a vCard file, in the cards' order; null where a card has none in itself. */
export function cardPhotos(text: string): (Blob | null)[] {
  return text
    .split(/(?=^BEGIN:VCARD[ \t]{0,10}$)/im)
    .filter((each) => /^BEGIN:VCARD/i.test(each))
    .map(photoIn);
}

/** `PHOTO;ENCODING=b;TYPE=JPEG:…` (RFC 2426), `PHOTO;JPEG;ENCODING=BASE64:…` (2.1), `PHOTO:data:image/jpeg;base64,…` */
function photoIn(card: string): Blob | null {
  const lines = card.split(/\r\n|\r|\n/);
  const begin = lines.findIndex((line) => /^(?:item\d{1,4}\.)?PHOTO[;:]/i.test(line));
  if (begin < 0) return null;
  const [first = '', ...rest] = lines.slice(begin);
  const end = rest.findIndex((line) => !/^[ \t]/.test(line));
  const isInline = /[;=](?:b|base64)[;:]/i.test(first.slice(0, 200));
  const value = [first.slice(first.indexOf(isInline ? ':' : ',') + 1), ...rest.slice(0, end < 0 ? rest.length : end)];
  const isData = /PHOTO[^:]{0,100}:data:image\/[a-z+.-]{1,20};base64,/i.test(first.slice(0, 200));
  return isInline || isData ? decoded(value.join('').replace(/\s/g, '')) : null;
}

function decoded(base64: string): Blob | null {
  if (base64 === '' || base64.length > longestBase64) return null;
  try {
    return new Blob([Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))]);
  } catch {
    return null;
  }
}
