import { Global, Module } from '@nestjs/common';
import { Config } from '../config/index.js';
import { Translator } from '../i18n/index.js';
import { PROJECT_ROOT } from '../project-root.js';
import { Assets } from './assets.js';
import { IconSet } from './icons.js';
import { openViews, type Views } from './open-views.js';
import { ViewEngine } from './view-engine.js';

const VIEWS = Symbol('views');
const part = <T>(provide: new (...given: never[]) => T, pick: (views: Views) => T) => ({ provide, inject: [VIEWS], useFactory: pick });

@Global()
@Module({
  providers: [
    { provide: VIEWS, inject: [Config], useFactory: (config: Config) => openViews(PROJECT_ROOT, config.env.NODE_ENV) },
    part(ViewEngine, (views) => views.engine),
    part(Translator as never, (views) => views.translator),
    part(Assets, (views) => views.assets),
    part(IconSet, (views) => views.icons),
  ],
  exports: [ViewEngine, Translator, Assets, IconSet],
})
export class ViewsModule {}
