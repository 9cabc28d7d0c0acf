import { useState } from 'react';
import type { ReactNode } from 'react';
import type { GroupDetail } from '../../../src/contract/answer-groups/answer-groups';
import { aGroupDetail, anAgent } from '../../fakes/answer-group-samples';
import { draw } from '../../fakes/render';
import { AgentTable } from './AgentTable';

it('when the call that a supervisor is about to listen to ends, the keys stay in the row of its agent', async () => {
  const withBjorn = (state: 'inCall' | 'ready'): GroupDetail =>
    aGroupDetail({ isSupervisor: true, agents: [anAgent(2, 'Björn Åkesson', { state }), anAgent(3, 'David Holm')] });
  let show = (_: GroupDetail): void => undefined;
  function Group(): ReactNode {
    const [group, setGroup] = useState(withBjorn('inCall'));
    show = setGroup;
    return <AgentTable group={group} pauseReasons={[]} />;
  }
  const { root, button, act } = await draw(<Group />);
  await act(() => button('Listen').focus());
  await act(() => show(withBjorn('ready')));
  expect(root.querySelector('[aria-label=Listen]')).toBeNull();
  expect(document.activeElement?.closest('[role=row]')?.getAttribute('aria-label')).toContain('Björn Åkesson');
});
