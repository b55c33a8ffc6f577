import { createParamDecorator } from '@nestjs/common';
import { context } from '../context/index.js';

/** The viewer of this request; the route's access decorator says which kind it is. */
export const CurrentViewer = createParamDecorator(() => context().viewer);
