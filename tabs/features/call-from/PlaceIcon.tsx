import { CallRegular } from '@fluentui/react-icons/svg/call';
import { DesktopRegular } from '@fluentui/react-icons/svg/desktop';
import { PhoneRegular } from '@fluentui/react-icons/svg/phone';
import { WindowNewRegular } from '@fluentui/react-icons/svg/window-new';
import type { ReactElement } from 'react';
import type { Place } from '../../view-models/places';

export function PlaceIcon({ kind }: { kind: Place['kind'] }): ReactElement {
  switch (kind) {
    case 'deskPhone':
      return <CallRegular />;
    case 'mobile':
      return <PhoneRegular />;
    case 'popout':
      return <WindowNewRegular />;
    default:
      return <DesktopRegular />;
  }
}
