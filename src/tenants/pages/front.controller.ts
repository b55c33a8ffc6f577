import { Controller, Get } from '@nestjs/common';
import { Public } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { redirect, type Redirect } from '../../platform/http/index.js';
import { frontDoor } from '../domain/front-door.js';

/** The address people type, without more: each is led to where he belongs. */
@Controller()
export class FrontController {
  @Get()
  @Public('the address people type', 'any')
  enter(): Redirect {
    const { tenant, viewer } = context();
    return redirect(frontDoor(tenant, viewer.kind));
  }
}
