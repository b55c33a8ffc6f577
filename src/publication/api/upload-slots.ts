import { Injectable } from '@nestjs/common';
import { ApiProblem } from './api-problem.js';

const AT_ONCE = 8;

/** A source sends so many files at once, no more (PUB-81). */
@Injectable()
export class UploadSlots {
  private readonly taken = new Map<string, number>();

  /** @throws ApiProblem 429 */
  async hold<T>(sourceId: string, upload: () => Promise<T>): Promise<T> {
    const taken = this.taken.get(sourceId) ?? 0;
    if (taken >= AT_ONCE) throw new ApiProblem(429, 'too_many_uploads', undefined, {}, { 'Retry-After': '1' });
    this.taken.set(sourceId, taken + 1);
    try {
      return await upload();
    } finally {
      const left = (this.taken.get(sourceId) ?? 1) - 1;
      if (left === 0) this.taken.delete(sourceId);
      else this.taken.set(sourceId, left);
    }
  }
}
