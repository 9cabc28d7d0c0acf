import { Avatar } from '@fluentui/react-components';
import type { AvatarProps } from '@fluentui/react-components';
import { BuildingRegular } from '@fluentui/react-icons/svg/building';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LineState } from '../../src/contract/lines/line-state';
import type { ContactView } from '../../src/contract/people/people';
import { useConnected } from './use-connected';
import { usePhoto } from './use-photo';

const badges = { idle: 'available', ringing: 'away', inCall: 'busy', offline: 'offline' } as const;

export interface PersonAvatarProps {
  readonly name: string | null;
  readonly line?: LineState | null;
  readonly size?: NonNullable<AvatarProps['size']>;
  readonly company?: boolean;
  /** Whose photo stands in place of the initials, if there is one. */
  readonly contact?: Pick<ContactView, 'id' | 'photo'> | null;
}

/**
 * Photo, or initials in a colour of the person's own, with the line state as a badge. Text beside it carries the same
 * information.
 */
export function PersonAvatar({
  name,
  line = null,
  size = 40,
  company = false,
  contact = null,
}: PersonAvatarProps): ReactNode {
  const { t } = useTranslation();
  const known = useConnected();
  const photo = usePhoto(contact);
  return (
    <Avatar
      name={name ?? ''}
      size={size}
      color={name === null ? 'neutral' : 'colorful'}
      aria-hidden
      {...(photo === undefined ? {} : { image: { src: photo, alt: '' } })}
      {...(company ? { icon: <BuildingRegular /> } : {})}
      {...(line === null
        ? {}
        : {
            badge: {
              status: known ? badges[line] : 'unknown',
              'aria-label': t(`line.${known ? line : 'unknown'}`),
              'aria-hidden': true,
            },
          })}
    />
  );
}
