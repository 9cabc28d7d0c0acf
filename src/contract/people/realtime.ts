import { z } from 'zod';
import { Me } from './people';

export const PeoplePart = z.object({ me: Me });
