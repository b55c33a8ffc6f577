import { Controller, Get, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import { RequiresFeature, Resident } from '../../platform/auth/index.js';
import { Config } from '../../platform/config/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { cookieOptions, localAddress, redirect, type Redirect } from '../../platform/http/index.js';
import { InSpace, ResidentSpaces, SELECTION_COOKIE, type SpaceAddress, spacePaths } from '../../portfolio/index.js';

const EVERYTHING = 'tout';

/** Narrows the pages of a space to one account or building, until the browser is closed. Changes nothing else, hence a GET. */
@Controller(spacePaths('selection'))
@RequiresFeature('extranet')
@Resident()
export class ResidentSelectionController {
  constructor(
    private readonly spaces: ResidentSpaces,
    private readonly config: Config,
  ) {}

  @Get()
  async choose(
    @InSpace() address: SpaceAddress,
    @Query('choix') choice: unknown,
    @Query('retour') back: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Redirect> {
    const { home, selectables } = await this.spaces.read(address, (space) => Promise.resolve(space));
    if (choice !== EVERYTHING && !selectables.some(({ id }) => id === choice)) throw new NotFound();
    const options = { ...cookieOptions(this.config), path: home };
    if (choice === EVERYTHING) response.clearCookie(SELECTION_COOKIE, options);
    else response.cookie(SELECTION_COOKIE, choice, options);
    return redirect(localAddress(back, home));
  }
}
