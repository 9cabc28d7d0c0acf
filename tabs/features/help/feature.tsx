import { QuestionCircleFilled, QuestionCircleRegular } from '@fluentui/react-icons/svg/question-circle';
import { chunk } from '../../ui/chunk';
import type { Feature } from '../../ui/feature';

export const help: Feature = {
  section: {
    id: 'help',
    icon: { regular: <QuestionCircleRegular />, filled: <QuestionCircleFilled /> },
    last: true,
    Page: chunk('help', async () => (await import('./HelpSection')).HelpSection),
  },
};
