import { useState } from 'react';
import type { ReactNode } from 'react';
import { aGroupDetail, anAgent } from '../../fakes/answer-group-samples';
import { draw } from '../../fakes/render';
import { AgentTable } from './AgentTable';

/** Of a supervisor; Björn's call ends at a press. */
function Support(): ReactNode {
  const [state, setState] = useState<'inCall' | 'ready'>('inCall');
  const agents = [anAgent(2, 'Björn Åkesson', { state }), anAgent(3, 'David Holm')];
  return (
    <>
      <AgentTable group={aGroupDetail({ isSupervisor: true, agents })} pauseReasons={[]} />
      <button type="button" aria-label="The call ends" onClick={() => setState('ready')} />
    </>
  );
}

it('when the call that a supervisor is about to listen to ends, the keys stay in the row of its agent', async () => {
  const { root, button, click, act } = await draw(<Support />);
  await act(() => button('Listen').focus());
  await click(button('The call ends'));
  expect(root.querySelector('[aria-label=Listen]')).toBeNull();
  expect(document.activeElement?.closest('[role=row]')?.getAttribute('aria-label')).toContain('Björn Åkesson');
});
