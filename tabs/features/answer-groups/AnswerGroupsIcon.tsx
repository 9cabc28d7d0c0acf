import { HeadsetFilled, HeadsetRegular } from '@fluentui/react-icons/svg/headset';
import type { ReactNode } from 'react';

export function AnswerGroupsIcon({ filled = false }: { readonly filled?: boolean }): ReactNode {
  return filled ? <HeadsetFilled /> : <HeadsetRegular />;
}
