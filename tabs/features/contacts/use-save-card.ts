import type { ContactView } from '../../../src/contract/people/people';
import { errorCode } from '../../api/client-error';
import { saveFile } from '../../ui/save-file';
import { useServices } from '../../ui/services';

/** Gives the person a contact as a vCard, which every mail program and telephone reads. */
export function useSaveCard(): (contact: ContactView) => void {
  const { rest, notices, clock } = useServices();
  return ({ id, displayName }) => {
    const save = async (): Promise<void> => {
      const response = await rest.ask('GET', `/contacts/${id}/card`);
      saveFile(await response.blob(), `${displayName.replace(/[\\/:*?"<>|]/g, ' ')}.vcf`);
    };
    save().catch((error: unknown) =>
      notices.set({ id: clock.nowMs(), intent: 'error', key: `error.${errorCode(error)}` }),
    );
  };
}
