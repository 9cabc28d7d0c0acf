import { useServices } from './services';

/** Puts a number on the clipboard, in E.164 as programs read it. */
export function useCopyNumber(): (number: string) => void {
  const { notices, clock } = useServices();
  return (number) => {
    copyText(number).then(
      () => notices.set({ id: clock.nowMs(), intent: 'success', key: 'action.copied' }),
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
