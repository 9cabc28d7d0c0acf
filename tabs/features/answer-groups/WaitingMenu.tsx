import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { ArrowDownRegular } from '@fluentui/react-icons/svg/arrow-down';
import { ArrowForwardRegular } from '@fluentui/react-icons/svg/arrow-forward';
import { ArrowUpRegular } from '@fluentui/react-icons/svg/arrow-up';
import { CallRegular } from '@fluentui/react-icons/svg/call';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { HeadsetRegular } from '@fluentui/react-icons/svg/headset';
import { MoreHorizontalRegular } from '@fluentui/react-icons/svg/more-horizontal';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupDetail, GroupView, WaitingCaller } from '../../../src/contract/answer-groups/answer-groups';
import { bounds } from '../../../src/contract/answer-groups/limits';
import { useAct } from './use-act';

export interface WaitingMenuProps {
  readonly caller: WaitingCaller;
  /** What the caller is called here. */
  readonly who: string;
  readonly group: GroupDetail;
  readonly others: readonly GroupView[];
}

/** What a supervisor does with somebody who waits. */
export function WaitingMenu({ caller, who, group, others }: WaitingMenuProps): ReactNode {
  const { t } = useTranslation();
  const { act } = useAct();
  const { priority } = caller;
  const entry = { groupId: group.id, entryId: caller.entryId };
  const rank = (next: number): void => void act({ name: 'answerGroup.setPriority', ...entry, priority: next });
  const label = t('answerGroups.more', { who });
  return (
    <Menu positioning={{ position: 'below', align: 'end', autoSize: 'height' }}>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={label} title={label} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {caller.isCallback ? (
            <MenuItem icon={<DeleteRegular />} onClick={() => void act({ name: 'answerGroup.dropCallback', ...entry })}>
              {t('answerGroups.dropCallback')}
            </MenuItem>
          ) : (
            <MenuItem icon={<CallRegular />} onClick={() => void act({ name: 'answerGroup.pull', ...entry })}>
              {t('answerGroups.take')}
            </MenuItem>
          )}
          <MenuItem
            icon={<ArrowUpRegular />}
            disabled={priority >= bounds.priority[1]}
            onClick={() => rank(priority + 1)}
          >
            {t('answerGroups.raise')}
          </MenuItem>
          <MenuItem
            icon={<ArrowDownRegular />}
            disabled={priority <= bounds.priority[0]}
            onClick={() => rank(priority - 1)}
          >
            {t('answerGroups.lower')}
          </MenuItem>
          <Ways {...{ entry, others }} agents={caller.isCallback ? [] : group.agents} />
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

interface WaysProps extends Pick<WaitingMenuProps, 'others'> {
  readonly agents: GroupDetail['agents'];
  readonly entry: Pick<WaitingCaller, 'entryId'> & { readonly groupId: GroupView['id'] };
}

/** To an agent who is available, or to another group. */
function Ways({ entry, agents, others }: WaysProps): ReactNode {
  const { t } = useTranslation();
  const { act } = useAct();
  const ready = agents.filter(({ state }) => state === 'ready');
  return (
    <>
      {ready.length + others.length > 0 && <MenuDivider />}
      {ready.map(({ userId, name }) => (
        <MenuItem
          key={userId}
          icon={<HeadsetRegular />}
          onClick={() => void act({ name: 'answerGroup.pull', ...entry, to: userId })}
        >
          {t('answerGroups.give', { who: name })}
        </MenuItem>
      ))}
      {others.map(({ id, name }) => (
        <MenuItem
          key={id}
          icon={<ArrowForwardRegular />}
          onClick={() => void act({ name: 'answerGroup.move', ...entry, to: id })}
        >
          {t('answerGroups.move', { group: name })}
        </MenuItem>
      ))}
    </>
  );
}
