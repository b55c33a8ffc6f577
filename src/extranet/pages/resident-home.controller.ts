import { Controller, Get } from '@nestjs/common';
import { RequiresFeature, Resident } from '../../platform/auth/index.js';
import { context } from '../../platform/context/index.js';
import { type Page, page } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import {
  InSpace,
  ResidentShell,
  ResidentSpaces,
  selectorOf,
  type SpaceAddress,
  spacePaths,
} from '../../portfolio/index.js';

/** Home of a space: what is owed and the latest documents first, then a tile for each thing one can do. */
@Controller(spacePaths())
@RequiresFeature('extranet')
@Resident()
export class ResidentHomeController {
  constructor(
    private readonly spaces: ResidentSpaces,
    private readonly shell: ResidentShell,
    private readonly translator: Translator,
  ) {}

  @Get()
  home(@InSpace() address: SpaceAddress): Promise<Page> {
    return this.spaces.read(address, async (space, query) => {
      const [figures, panels] = await Promise.all([
        this.shell.figures(space, query),
        this.shell.drawPanels(space, query),
      ]);
      const say = (key: string, values = {}) => this.translator.say(context().locale, key, values);
      return page('extranet/resident/home', {
        title: say('extranet:home.title'),
        greeting: say('extranet:home.greeting', { name: space.viewer.name }),
        selector: selectorOf(space, space.home),
        panels,
        tiles: this.shell.tiles(space).flatMap(({ key, icon, label, note, href, figureIs }) => {
          const figure = figures.get(key);
          const counted = figure !== undefined && figure.count > 0;
          if (figureIs === 'contents' && !counted) return [];
          return {
            ...{ icon, href: href(space), label: say(label) },
            note: counted ? say(figure.sentence, { count: figure.count }) : note ? say(note) : '',
            badge: counted && !figureIs ? String(figure.count) : '',
          };
        }),
      });
    });
  }
}
