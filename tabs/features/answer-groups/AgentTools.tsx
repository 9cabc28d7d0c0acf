import { Button, Menu, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark';
import { PauseRegular } from '@fluentui/react-icons/svg/pause';
import { PlayRegular } from '@fluentui/react-icons/svg/play';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupAgent } from '../../../src/contract/answer-groups/answer-groups';
import type { AnswerGroupId, UserId } from '../../../src/contract/ids';
import { usePopup } from '../../ui/use-popup';
import { useAct } from './use-act';

export interface AgentToolsProps {
  readonly agent: GroupAgent;
  /** Of whom a supervisor decides; undefined: oneself. */
  readonly given: { readonly userId: UserId; readonly groupId: AnswerGroupId } | undefined;
  readonly pauseReasons: readonly string[];
}

/** Pauses an agent and ends the pause by the same button, so that the keys stay on it; ends the time after a call. */
export function AgentTools({ agent: { state, pauseReason }, given, pauseReasons }: AgentToolsProps): ReactNode {
  const { t } = useTranslation();
  const { act } = useAct();
  const { setTrigger, ...popup } = usePopup();
  const isPaused = pauseReason !== null;
  const label = t(isPaused ? 'answerGroups.resume' : 'answerGroups.pause');
  return (
    <>
      {state === 'wrapUp' && (
        <Button
          appearance="subtle"
          icon={<CheckmarkRegular />}
          aria-label={t('answerGroups.ready')}
          title={t('answerGroups.ready')}
          onClick={() => void act({ name: 'answerGroup.ready', ...given })}
        />
      )}
      <Button
        ref={setTrigger}
        appearance="subtle"
        icon={isPaused ? <PlayRegular /> : <PauseRegular />}
        aria-label={label}
        title={label}
        {...(!isPaused && { 'aria-haspopup': 'menu' as const, 'aria-expanded': popup.open })}
        onClick={isPaused ? () => void act({ name: 'answerGroup.resume', ...given }) : popup.toggle}
      />
      {popup.open && (
        <Menu
          open
          onOpenChange={popup.onOpenChange}
          positioning={{ target: popup.trigger, position: 'below', align: 'end' }}
        >
          <MenuPopover>
            <MenuList aria-label={label}>
              {pauseReasons.length === 0 && <MenuItem disabled>{t('answerGroups.noReasons')}</MenuItem>}
              {pauseReasons.map((reason) => (
                <MenuItem
                  key={reason}
                  onClick={() => {
                    popup.close();
                    void act({ name: 'answerGroup.pause', reason, ...given });
                  }}
                >
                  {reason}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </>
  );
}
