import { Global, Module } from '@nestjs/common';
import { NOBODY, type Viewer, ViewerSource } from '../platform/auth/index.js';

/** Ground for the room: nobody is signed in until it has sessions. */
class NobodySignedIn extends ViewerSource {
  forTenant(): Promise<Viewer> {
    return Promise.resolve(NOBODY);
  }
  forOperator(): Promise<Viewer> {
    return Promise.resolve(NOBODY);
  }
}

@Global()
@Module({ providers: [{ provide: ViewerSource, useClass: NobodySignedIn }], exports: [ViewerSource] })
export class IdentityModule {}
