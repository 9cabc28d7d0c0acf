/**
 * Lets the page sound without a touch: browsers allow it while a page captures audio (Chromium's autoplay rules). For a
 * phone that answers by itself; the microphone is let go at once.
 */
export async function unlockByCapture(context: AudioContext): Promise<void> {
  if (context.state !== 'suspended') return;
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  await context.resume();
  for (const track of stream.getTracks()) track.stop();
}
