import { VoicemailFilled, VoicemailRegular } from '@fluentui/react-icons/svg/voicemail';
import type { ReactNode } from 'react';
import { chunk } from '../../ui/chunk';
import type { Feature, SectionNews } from '../../ui/feature';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { sliceOf } from '../../state/app-state';
import { unheardSlice } from './slice';

export const voicemail: Feature = {
  section: {
    id: 'voicemail',
    icon: { regular: <VoicemailRegular />, filled: <VoicemailFilled /> },
    News: Unheard,
    Page: chunk('voicemail', async () => (await import('./VoicemailSection')).VoicemailSection),
  },
  slice: unheardSlice,
  onEvent(queries, { type }) {
    if (type === 'voicemail.changed') void queries.invalidateQueries({ queryKey: ['voicemail'] });
  },
  later: () => import('./later'),
};

function Unheard({ draw }: { draw: (news: SectionNews) => ReactNode }): ReactNode {
  const count = useStore(useServices().store, (state) => sliceOf(state, unheardSlice));
  return draw({ count, text: 'nav.unheard', inName: true });
}
