import { mostPhotoBytes } from '../../src/contract/contacts/limits';

/** As large as it is shown anywhere, on a screen of twice the pixels. */
const sidePx = 128;

/**
 * A picture as a photo of a contact, base64: its middle, small, as JPEG, without all else that its file says, such as
 * where it was taken. Null: the browser reads no picture in it.
 */
export async function smallPhoto(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return null;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = sidePx;
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const side = Math.min(picture.width, picture.height);
  const [left, top] = [(picture.width - side) / 2, (picture.height - side) / 2];
  // What can be seen through becomes white, not black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, sidePx, sidePx);
  context.drawImage(picture, left, top, side, side, 0, 0, sidePx, sidePx);
  picture.close();
  for (const quality of [0.85, 0.7, 0.5]) {
    const [, base64 = ''] = canvas.toDataURL('image/jpeg', quality).split(',');
    if (base64 !== '' && (base64.length / 4) * 3 <= mostPhotoBytes) return base64;
  }
  return null;
}
