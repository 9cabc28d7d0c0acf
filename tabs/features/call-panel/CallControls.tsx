import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Tooltip, makeStyles, mergeClasses, shorthands, tokens } from '@fluentui/react-components';
import { CallEndFilled } from '@fluentui/react-icons/svg/call-end';
import { CopyRegular } from '@fluentui/react-icons/svg/copy';
import { DialpadRegular } from '@fluentui/react-icons/svg/dialpad';
import { HeadsetRegular } from '@fluentui/react-icons/svg/headset';
import { MicOffFilled } from '@fluentui/react-icons/svg/mic-off';
import { MicRegular } from '@fluentui/react-icons/svg/mic';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../app/services';
import { useCopyNumber } from '../../components/use-copy-number';
import type { CallCard } from '../../view-models/call-card';
import { AudioSettingsDialog } from './AudioSettingsDialog';
import { CallKeypad } from './CallKeypad';

const useStyles = makeStyles({
  row: { display: 'flex', gap: tokens.spacingHorizontalS, marginTop: tokens.spacingVerticalM, alignItems: 'center' },
  button: { width: '36px', height: '36px', minWidth: '36px', flexShrink: 0 },
  onActive: { color: 'inherit', ...shorthands.borderColor('color-mix(in srgb, currentColor 30%, transparent)'), backgroundColor: 'transparent', ':hover': { color: 'inherit', backgroundColor: 'color-mix(in srgb, currentColor 12%, transparent)' }, ':hover:active': { color: 'inherit', backgroundColor: 'color-mix(in srgb, currentColor 20%, transparent)' } },
  pressed: { color: tokens.colorBrandBackgroundPressed, backgroundColor: tokens.colorNeutralForegroundOnBrand, ':hover': { color: tokens.colorBrandBackgroundPressed, backgroundColor: tokens.colorNeutralForegroundOnBrand } },
  hangUp: { marginLeft: 'auto', backgroundColor: tokens.colorPaletteRedBackground3, color: tokens.colorNeutralForegroundOnBrand, ...shorthands.borderColor(tokens.colorTransparentStroke), ':hover': { backgroundColor: tokens.colorPaletteRedForeground1, color: tokens.colorNeutralForegroundOnBrand }, ':hover:active': { backgroundColor: tokens.colorPaletteRedForeground1, color: tokens.colorNeutralForegroundOnBrand } },
});

/** What one can do in a call that is up or on its way. */
export function CallControls({ card }: { card: CallCard }): ReactNode {
  const styles = useStyles();
  const { t } = useTranslation();
  const { calls } = useServices();
  const copy = useCopyNumber();
  const [keypad, setKeypad] = useState(false);
  const [audio, setAudio] = useState(false);
  const look = mergeClasses(styles.button, card.state === 'active' && styles.onActive);
  const { number } = card;
  return (
    <>
      <div className={styles.row}>
        {card.canTalk && (
          <Tooltip content={t(card.muted ? 'action.unmute' : 'action.mute')} relationship="label">
            <Button shape="circular" className={mergeClasses(look, card.muted && styles.pressed)} icon={card.muted ? <MicOffFilled /> : <MicRegular />} onClick={() => calls.mute(card.id, !card.muted)} />
          </Tooltip>
        )}
        {card.hold !== null && (
          <Tooltip content={t(`action.${card.hold}`)} relationship="label">
            <Button shape="circular" className={look} icon={card.hold === 'hold' ? <PauseRegular /> : <PlayRegular />} onClick={() => (card.hold === 'hold' ? calls.hold(card.id) : calls.resume(card.id))} />
          </Tooltip>
        )}
        {card.canTalk && (
          <Tooltip content={t('action.keypad')} relationship="label">
            <Button shape="circular" className={mergeClasses(look, keypad && styles.pressed)} aria-expanded={keypad} icon={<DialpadRegular />} onClick={() => setKeypad(!keypad)} />
          </Tooltip>
        )}
        <Menu positioning="below-end">
          <MenuTrigger disableButtonEnhancement>
            <Tooltip content={t('action.more')} relationship="label">
              <Button shape="circular" className={look} icon={<MoreHorizontalRegular />} />
            </Tooltip>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {number !== null && (
                <MenuItem icon={<CopyRegular />} onClick={() => copy(number)}>
                  {t('action.copyNumber')}
                </MenuItem>
              )}
              <MenuItem icon={<HeadsetRegular />} onClick={() => setAudio(true)}>
                {t('action.audioSettings')}
              </MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
        <Tooltip content={t('action.hangUp')} relationship="label">
          <Button shape="circular" className={mergeClasses(styles.button, styles.hangUp)} icon={<CallEndFilled />} onClick={() => calls.hangUp(card.id)} />
        </Tooltip>
      </div>
      {keypad && card.canTalk && <CallKeypad callId={card.id} onClose={() => setKeypad(false)} />}
      {audio && <AudioSettingsDialog onClose={() => setAudio(false)} />}
    </>
  );
}
