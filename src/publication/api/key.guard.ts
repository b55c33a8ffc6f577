import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { context, currentTenant } from '../../platform/context/index.js';
import { isFrom } from '../sources/allowed-networks.js';
import { bearerKey } from '../sources/source-key.js';
import { type Source, Sources } from '../sources/sources.service.js';
import { ApiProblem } from './api-problem.js';

declare module 'express-serve-static-core' {
  interface Request {
    publicationSource?: Source;
  }
}

const WRONG_KEYS_A_MINUTE = 20;
const REQUESTS_A_SECOND = 10;

/** The source whose key came with the request (PUB-68). */
export const CurrentSource = createParamDecorator((_: unknown, execution: ExecutionContext): Source => {
  const { publicationSource } = execution.switchToHttp().getRequest<Request>();
  if (!publicationSource) throw new Error('A route of the publication API without its key guard');
  return publicationSource;
});

/** A key of this tenant, from one of its networks, of a source that is not suspended, and not too often. */
@Injectable()
export class KeyGuard implements CanActivate {
  private readonly wrongKeys = new RateLimiterMemory({ points: WRONG_KEYS_A_MINUTE, duration: 60 });
  private readonly requests = new RateLimiterMemory({ points: REQUESTS_A_SECOND, duration: 1 });

  constructor(private readonly sources: Sources) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<Request>();
    const source = await this.authenticate(request);
    if (!isFrom(source.networks, context().address)) throw new ApiProblem(403, 'network_not_allowed');
    if (source.state === 'suspended') throw new ApiProblem(403, 'source_suspended');
    if (!currentTenant().features.includes('extranet')) throw new ApiProblem(403, 'feature_off');
    if (!isFileTransfer(request)) await spend(this.requests, source.id);
    request.publicationSource = source;
    return true;
  }

  private async authenticate(request: Request): Promise<Source> {
    const from = context().address ?? '';
    const spent = await this.wrongKeys.get(from);
    if (spent && spent.consumedPoints >= WRONG_KEYS_A_MINUTE) throw tooMany(spent);
    const key = bearerKey(request.headers.authorization);
    const source = key ? await this.sources.byKey(key) : null;
    if (source) return source;
    await spend(this.wrongKeys, from);
    throw new ApiProblem(401, 'unauthorized', undefined, {}, { 'WWW-Authenticate': 'Bearer' });
  }
}

/** Files have a limit of their own: so many at once (see UploadSlots). */
const isFileTransfer = ({ path }: Request) => /\/files(\/|$)/.test(path);

async function spend(limiter: RateLimiterMemory, key: string): Promise<void> {
  await limiter.consume(key).catch((refused: RateLimiterRes) => {
    throw tooMany(refused);
  });
}

function tooMany({ msBeforeNext }: RateLimiterRes): ApiProblem {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1_000));
  return new ApiProblem(429, 'too_many_requests', undefined, {}, { 'Retry-After': String(seconds) });
}
