import { Injectable } from '@nestjs/common';

/** Tells the dispatcher of this process that a job was just committed; it would find it by itself a little later. */
@Injectable()
export class WakeUp {
  private called = false;
  private waiting: (() => void) | null = null;

  call(): void {
    this.called = true;
    this.waiting?.();
  }

  /** Ends at the next call, or after that time. */
  async wait(milliseconds: number): Promise<void> {
    if (!this.called) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        this.waiting = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.waiting = null;
    this.called = false;
  }
}
