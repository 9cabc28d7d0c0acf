import type { ReactNode } from 'react';
import { Rights } from '../../rules/Rights';
import { RefusedCalls } from '../RefusedCalls';

/** Who may call what, and which calls that has kept from being made. */
export const RightsTab = (): ReactNode => <Rights after={<RefusedCalls />} />;
