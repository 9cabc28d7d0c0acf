import { Button, PresenceBadge, Text, makeStyles, tokens } from '@fluentui/react-components';
import { SpeakerMuteRegular } from '@fluentui/react-icons/svg/speaker-mute';
import { WarningFilled } from '@fluentui/react-icons/svg/warning';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../ui/services';
import { useStore } from '../../ui/use-store';
import { lacksMicrophone } from '../../view-models/places';
import { ringsOn } from '../../view-models/rings-on';

const useStyles = makeStyles({
  foot: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
    color: tokens.colorNeutralForeground3,
    padding: '4px 2px',
  },
  warning: { color: tokens.colorStatusWarningForeground3, flexShrink: 0 },
  line: { display: 'flex', gap: tokens.spacingHorizontalS, alignItems: 'center' },
});

/** Where a call to me would ring now: only devices that answered a probe. */
export function RingsOn(): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { store, softphone, ownWindow } = useServices();
  const devices = useStore(store, (state) => state.devices);
  const deviceId = useStore(softphone.state, (state) => state.deviceId);
  const starting = useStore(softphone.state, (state) => state.phone.state === 'starting');
  const soundAllowed = useStore(softphone.state, (state) => state.soundAllowed);
  const mute = useStore(softphone.state, lacksMicrophone);
  const online = useStore(store, (state) => state.connection.state === 'online');
  // What was true before the connection broke is not known to be true now.
  const places = online ? ringsOn(devices, deviceId) : [];
  const text =
    places.length > 0
      ? t('rings.on', {
          devices: places
            .map(({ label, here }) => (here ? t(ownWindow.here ? 'rings.thisWindow' : 'rings.thisTab') : label))
            .join(', '),
        })
      : !online
        ? t('rings.unknown')
        : starting
          ? t('rings.starting')
          : t('rings.nowhere');
  // A call that rings here can be seen and not answered here.
  const silent = mute && places.some(({ here }) => here);
  return (
    <div className={styles.foot}>
      {!soundAllowed && (
        <Button appearance="subtle" size="small" icon={<SpeakerMuteRegular />}>
          {t('rings.sound')}
        </Button>
      )}
      <span className={styles.line} role="note">
        {silent ? (
          <WarningFilled className={styles.warning} aria-hidden />
        ) : (
          <PresenceBadge status={places.length > 0 ? 'available' : 'offline'} size="extra-small" aria-hidden />
        )}
        <Text size={200}>
          {text}
          {silent && ` · ${t('rings.noMicrophone')}`}
        </Text>
      </span>
    </div>
  );
}
