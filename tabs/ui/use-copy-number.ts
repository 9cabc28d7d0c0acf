import { useServices } from './services';

/** Puts a number on the clipboard, in E.164 as programs read it. */
export const useCopyNumber = (): ((number: string) => void) => useCopy('action.copied');

/** Puts a text on the clipboard, and says so in the words of this key. */
export function useCopy(key: string): (text: string) => void {
  const { notices, clock } = useServices();
  return (text) => {
    copyText(text).then(
      () => notices.set({ id: clock.nowMs(), intent: 'success', key }),
      () => notices.set({ id: clock.nowMs(), intent: 'error', key: 'error.server.error' }),
    );
  };
}

/** Frames without clipboard permission, as in some hosts, still allow the older way. */
export async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch (error) {
    const area = document.createElement('textarea');
    area.value = text;
    area.style.position = 'fixed';
    document.body.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    if (!copied) throw error;
  }
}
